import os

import boto3

kinesis = boto3.client("kinesis")
STREAM = os.environ["STREAM"]


def handler(event, context):
    kinesis.put_record(StreamName=STREAM, Data=b"x", PartitionKey="1")  # needs: kinesis:PutRecord @ {Clicks}
    kinesis.put_records(StreamName=STREAM, Records=[{"Data": b"x", "PartitionKey": "1"}])  # needs: kinesis:PutRecords @ {Clicks}
    boto3.client("firehose").put_record_batch(DeliveryStreamName="clicks", Records=[{"Data": b"x"}])  # needs: firehose:PutRecordBatch @ arn::firehose:::deliverystream/clicks
