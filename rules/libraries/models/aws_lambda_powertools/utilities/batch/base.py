"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/batch/

The services delete, or keep, what a function reports: processing itself calls no API.
"""

from enum import Enum

from _overgrant import anything
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.data_classes.kafka_event import KafkaEventRecord
from aws_lambda_powertools.utilities.data_classes.kinesis_stream_event import KinesisStreamRecord
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord


class EventType(Enum):
    SQS = "SQS"
    KinesisDataStreams = "KinesisDataStreams"
    DynamoDBStreams = "DynamoDBStreams"
    Kafka = "Kafka"


class BasePartialProcessor:
    def __init__(self, *more, **options):
        self.event_type = None

    def __call__(self, records, handler, lambda_context=None):
        self.records = records
        self.handler = handler
        self.lambda_context = lambda_context
        return self

    def __enter__(self):
        self._prepare()
        return self

    def __exit__(self, kind, error, trace):
        self._clean()

    def _prepare(self):
        return None

    def _clean(self):
        return None

    def process(self):
        return [self._process_record(record) for record in self.records]

    def async_process(self):
        return [self._async_process_record(record) for record in self.records]

    def success_handler(self, record, result):
        return ("success", result, record)

    def failure_handler(self, record, exception):
        return ("fail", anything("error"), record)


class BasePartialBatchProcessor(BasePartialProcessor):
    def __init__(self, event_type=None, model=None, *more, **options):
        self.event_type = event_type
        self.model = model

    def response(self):
        return {"batchItemFailures": anything("failures")}

    def _record(self, record):
        if self.model is not None:
            return self.model(**record)
        if self.event_type == EventType.SQS:
            return SQSRecord(record)
        if self.event_type == EventType.KinesisDataStreams:
            return KinesisStreamRecord(record)
        if self.event_type == EventType.DynamoDBStreams:
            return DynamoDBRecord(record)
        return KafkaEventRecord(record)

    def _run(self, record):
        made = self._record(record)
        try:
            return self.success_handler(made, self.handler(made, lambda_context=self.lambda_context))
        except Exception:
            return self.failure_handler(made, None)


class BatchProcessor(BasePartialBatchProcessor):
    def _process_record(self, record):
        return self._run(record)


class AsyncBatchProcessor(BasePartialBatchProcessor):
    def _async_process_record(self, record):
        return self._run(record)


class SqsFifoPartialProcessor(BatchProcessor):
    def __init__(self, model=None, skip_group_on_error=False, *more, **options):
        self.event_type = EventType.SQS
        self.model = model
