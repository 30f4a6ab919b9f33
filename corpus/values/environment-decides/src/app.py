import os

import boto3

client = boto3.client("dynamodb")


def handler(event, context):
    method = getattr(client, os.environ["OPERATION"])
    return bool(method(TableName=os.environ["TABLE"]))  # needs[Scan]: dynamodb:Scan @ {Orders}  # needs[Describe]: dynamodb:DescribeTable @ {Orders}
