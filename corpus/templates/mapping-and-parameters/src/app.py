import os

import boto3


def handler(event, context):
    boto3.client("dynamodb").put_item(TableName=os.environ["TABLE"], Item={"id": {"S": "1"}})  # needs: dynamodb:PutItem @ arn::dynamodb:::table/{SharedTable}
    return boto3.client("sqs").get_queue_url(QueueName=os.environ["QUEUE"])["QueueUrl"]  # needs: sqs:GetQueueUrl @ arn::sqs:::jobs-live
