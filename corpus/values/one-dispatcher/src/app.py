import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def listed(event):
    # finding[Save]: SPURIOUS missing-action dynamodb:Scan
    return table.scan()["Items"]  # needs[List]: dynamodb:Scan @ {Orders}  # needs[Save]: SPURIOUS dynamodb:Scan @ {Orders}


def saved(event):
    # finding[List]: SPURIOUS missing-action dynamodb:PutItem
    table.put_item(Item={"id": "1"})  # needs[Save]: dynamodb:PutItem @ {Orders}  # needs[List]: SPURIOUS dynamodb:PutItem @ {Orders}


ROUTES = {("GET", "/orders"): listed, ("POST", "/orders"): saved}


def handler(event, context):
    return ROUTES[event["httpMethod"], event["resource"]](event)
