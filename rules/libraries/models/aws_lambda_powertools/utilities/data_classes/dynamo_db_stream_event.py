"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from enum import Enum

from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class DynamoDBRecordEventName(Enum):
    INSERT = 0
    MODIFY = 1
    REMOVE = 2


class StreamRecord(DictWrapper):
    @property
    def keys(self):
        return self._data["Keys"]

    @property
    def new_image(self):
        return self._data["NewImage"]

    @property
    def old_image(self):
        return self._data["OldImage"]


class DynamoDBRecord(DictWrapper):
    @property
    def dynamodb(self):
        return StreamRecord(self._data["dynamodb"])

    @property
    def event_source_arn(self):
        return self._data["eventSourceARN"]


class DynamoDBStreamEvent(DictWrapper):
    @property
    def records(self):
        for record in self._data["Records"]:
            yield DynamoDBRecord(record)
