import os

import boto3


def read(event, context):
    boto3.client("dynamodb").get_item(TableName=os.environ["TABLE"], Key={})  # needs: dynamodb:GetItem @ arn::dynamodb:::table/{ssm:/outside/{sls:stage}/table}
    boto3.client("s3").get_object(Bucket=os.environ["BUCKET"], Key="a")  # needs: s3:GetObject @ arn::s3:::{env:BUCKET_NAME}/a
    boto3.client("sqs").get_queue_url(QueueName=os.environ["QUEUE"])  # needs: sqs:GetQueueUrl @ arn::sqs:::{cf:other-stack.QueueName}  # finding: missing-action sqs:GetQueueUrl
