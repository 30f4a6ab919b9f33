import os

import boto3
from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

logger, metrics = Logger(service="shop"), Metrics(namespace="shop", service="shop")
# needs: explains xray:PutTraceSegments @ *; explains xray:PutTelemetryRecords @ *; explains xray:GetSamplingRules @ *; explains xray:GetSamplingTargets @ *
tracer = Tracer(service="shop", disabled=True)
processor = BatchProcessor(event_type=EventType.SQS)
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


@tracer.capture_method
def record_handler(record: SQSRecord):
    order = record.json_body
    table.put_item(Item=order)  # needs: dynamodb:PutItem @ {Orders}
    logger.info("saved", extra={"order": order["id"]})


def not_a_handler(record):
    table.delete_item(Key={"id": record.body})


@logger.inject_lambda_context(log_event=False)
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handler(event, context):
    metrics.add_metric(name="Calls", unit="Count", value=1)
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
