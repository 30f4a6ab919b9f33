import os

import boto3


def read(event, context):
    return boto3.client("s3").get_object(Bucket=os.environ["INBOX"], Key=event["key"])["Body"].read()


def publish(event, context):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="done")
