import os

import boto3

REPLICAS = [boto3.resource("dynamodb", region_name=region).Table(os.environ["TABLE"]) for region in ("eu-west-1", "us-east-1")]


def handler(event, context):
    for table in REPLICAS:
        table.put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ arn::dynamodb:eu-west-1::table/{Orders}; dynamodb:PutItem @ arn::dynamodb:us-east-1::table/{Orders}
    boto3.resource("dynamodb", region_name="eu-west-1").Table(os.environ["TABLE"]).get_item(Key={"id": "1"})  # needs: dynamodb:GetItem @ {Orders}
    for region in (None, "us-east-1"):
        boto3.client("sqs", region_name=region).get_queue_url(QueueName=os.environ["QUEUE"])  # needs: sqs:GetQueueUrl @ {Queue}; sqs:GetQueueUrl @ arn::sqs:us-east-1::{Queue.QueueName}
