"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.data_classes.common import DictWrapper
from aws_lambda_powertools.utilities.data_classes.event_bridge_event import EventBridgeEvent


class S3Bucket(DictWrapper):
    @property
    def name(self):
        return self._data["name"]

    @property
    def arn(self):
        return self._data["arn"]


class S3Object(DictWrapper):
    @property
    def key(self):
        return self._data["key"]

    @property
    def version_id(self):
        return self._data["versionId"]


class S3Message(DictWrapper):
    @property
    def bucket(self):
        return S3Bucket(self._data["bucket"])

    @property
    def get_object(self):
        return S3Object(self._data["object"])


class S3EventRecord(DictWrapper):
    @property
    def event_name(self):
        return self._data["eventName"]

    @property
    def aws_region(self):
        return self._data["awsRegion"]

    @property
    def s3(self):
        return S3Message(self._data["s3"])


class S3Event(DictWrapper):
    @property
    def records(self):
        for record in self._data["Records"]:
            yield S3EventRecord(record)

    @property
    def record(self):
        return S3EventRecord(self._data["Records"][0])

    @property
    def bucket_name(self):
        return self._data["Records"][0]["s3"]["bucket"]["name"]

    @property
    def object_key(self):
        return unquote_plus(self._data["Records"][0]["s3"]["object"]["key"])


class S3EventBridgeNotificationDetail(DictWrapper):
    @property
    def bucket(self):
        return S3Bucket(self._data["bucket"])

    @property
    def object(self):
        return S3Object(self._data["object"])


class S3EventBridgeNotificationEvent(EventBridgeEvent):
    @property
    def detail(self):
        return S3EventBridgeNotificationDetail(self._data["detail"])
