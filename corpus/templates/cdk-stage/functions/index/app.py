import os

import boto3
from version import PREFIX

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
s3 = boto3.client("s3")


def handler(event, context):
    record = event["Records"][0]["s3"]
    s3.copy_object(
        Bucket=record["bucket"]["name"], Key=PREFIX + record["object"]["key"], CopySource={"Bucket": "from", "Key": "k"}
    )
    table.put_item(Item={"id": record["object"]["key"]})
