import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    verb = "delete" if event["archived"] else "get"
    method = getattr(table, f"{verb}_item")
    return method(Key={"id": event["id"]})  # needs: dynamodb:DeleteItem @ {Orders}; dynamodb:GetItem @ {Orders}
