import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def read(event, context):
    return table.get_item(Key={"id": event["id"]})  # needs[Read]: dynamodb:GetItem @ {Orders}


def write(event, context):
    table.put_item(Item=event)  # needs[Write]: dynamodb:PutItem @ {Orders}
