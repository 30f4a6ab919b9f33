"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

import json

from _overgrant import anything
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class SQSRecord(DictWrapper):
    @property
    def message_id(self):
        return self._data["messageId"]

    @property
    def receipt_handle(self):
        return self._data["receiptHandle"]

    @property
    def body(self):
        return self._data["body"]

    @property
    def json_body(self):
        return json.loads(self._data["body"])

    @property
    def message_attributes(self):
        return self._data["messageAttributes"]

    @property
    def event_source_arn(self):
        return self._data["eventSourceARN"]

    @property
    def queue_url(self):
        arn = self._data["eventSourceARN"].split(":")
        return f"https://queue.amazonaws.com/{arn[4]}/{arn[5]}"

    @property
    def decoded_nested_s3_event(self):
        from aws_lambda_powertools.utilities.data_classes.s3_event import S3Event

        return S3Event(anything("a nested event"))

    @property
    def decoded_nested_sns_event(self):
        from aws_lambda_powertools.utilities.data_classes.sns_event import SNSMessage

        return SNSMessage(anything("a nested event"))


class SQSEvent(DictWrapper):
    @property
    def records(self):
        for record in self._data["Records"]:
            yield SQSRecord(record)
