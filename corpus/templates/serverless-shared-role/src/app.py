import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def write(event, context):
    table.put_item(Item={"id": event["body"]})  # needs[write]: dynamodb:PutItem @ {Orders}


def read(event, context):
    return table.get_item(Key={"id": event["pathParameters"]["id"]})  # needs[read]: dynamodb:GetItem @ {Orders}
