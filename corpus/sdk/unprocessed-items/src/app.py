import os

import boto3

client = boto3.client("dynamodb")
resource = boto3.resource("dynamodb")
TABLE = os.environ["TABLE"]


def handler(event, context):
    answer = client.batch_get_item(RequestItems={TABLE: {"Keys": [{"id": {"S": "1"}}]}})  # needs: dynamodb:BatchGetItem @ {Orders}
    while answer.get("UnprocessedKeys"):
        answer = client.batch_get_item(RequestItems=answer["UnprocessedKeys"])  # needs: dynamodb:BatchGetItem @ {Orders}
    left = {TABLE: [{"DeleteRequest": {"Key": {"id": "1"}}}]}
    while left:
        left = resource.batch_write_item(RequestItems=left).get("UnprocessedItems", {})  # needs: dynamodb:BatchWriteItem @ {Orders}
