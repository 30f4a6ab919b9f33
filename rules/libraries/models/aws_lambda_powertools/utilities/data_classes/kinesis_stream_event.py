"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from _overgrant import anything
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class KinesisStreamRecordPayload(DictWrapper):
    @property
    def data(self):
        return self._data["data"]

    @property
    def partition_key(self):
        return self._data["partitionKey"]

    def data_as_bytes(self):
        return anything("a Kinesis record")

    def data_as_text(self):
        return anything("a Kinesis record")

    def data_as_json(self):
        return anything("a Kinesis record")


class KinesisStreamRecord(DictWrapper):
    @property
    def kinesis(self):
        return KinesisStreamRecordPayload(self._data["kinesis"])

    @property
    def event_source_arn(self):
        return self._data["eventSourceARN"]


class KinesisStreamEvent(DictWrapper):
    @property
    def records(self):
        for record in self._data["Records"]:
            yield KinesisStreamRecord(record)


def extract_cloudwatch_logs_from_event(event):
    return anything("log data")


def extract_cloudwatch_logs_from_record(record):
    return anything("log data")
