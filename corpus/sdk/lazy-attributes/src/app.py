import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    found = boto3.resource("s3").Object(os.environ["BUCKET"], "a.txt")
    name = found.key  # ok: an identifier
    return name, found.content_length, table.item_count  # needs: s3:GetObject @ {Files}/a.txt; dynamodb:DescribeTable @ {Orders}
