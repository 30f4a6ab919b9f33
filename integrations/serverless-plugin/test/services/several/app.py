import os

import boto3

s3 = boto3.client("s3")


def read(event, context):
    return s3.get_object(Bucket="several-inbox", Key="in/" + event["name"])["Body"].read()


def write(event, context):
    s3.put_object(Bucket="several-outbox", Key="out/" + event["name"], Body=b"")


def other(event, context):
    return os.environ.get("NOTHING")
