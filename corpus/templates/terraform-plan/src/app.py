import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    # needs: dynamodb:PutItem @ {module.store.aws_dynamodb_table.orders}
    table.put_item(Item={"id": event["id"]})
