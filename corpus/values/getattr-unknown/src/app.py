import os

import boto3

client = boto3.client("dynamodb")


def handler(event, context):
    client.get_item(TableName=os.environ["TABLE"], Key={"id": {"S": "1"}})  # needs: dynamodb:GetItem @ {Orders}
    return getattr(client, event["operation"])(**event["arguments"])  # gap: dynamic-operation
