import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def write(event, context):
    table.put_item(Item=event)  # needs[write]: dynamodb:PutItem @ {Orders}


def read(event, context):
    return table.get_item(Key=event)["Item"]  # needs[read]: dynamodb:GetItem @ {Orders}
