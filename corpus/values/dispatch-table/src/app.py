import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def create(event):
    table.put_item(Item={"id": event["id"]})  # needs: dynamodb:PutItem @ {Orders}


def read(event):
    return table.get_item(Key={"id": event["id"]})  # needs: dynamodb:GetItem @ {Orders}


def wipe(event):
    return table.scan()  # ok: not in the table


ROUTES = {
    "create": create,
    "read": read,
    "delete": lambda event: table.delete_item(Key={"id": event["id"]}),  # needs: dynamodb:DeleteItem @ {Orders}
}


def handler(event, context):
    return ROUTES[event["op"]](event)
