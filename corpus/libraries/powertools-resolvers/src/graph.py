import os

import boto3
from aws_lambda_powertools.event_handler import AppSyncResolver

app = AppSyncResolver()
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


@app.resolver(type_name="Query", field_name="order")
def order(id: str = ""):
    return table.get_item(Key={"id": id}).get("Item")  # needs[Graph]: dynamodb:GetItem @ {Orders}


@app.batch_resolver(type_name="Order", field_name="lines")
def lines(event):
    return table.query(KeyConditionExpression="id = :id", ExpressionAttributeValues={":id": "1"})["Items"]  # needs[Graph]: dynamodb:Query @ {Orders}  # unrun: only a list of events is a batch


def handler(event, context):
    return app.resolve(event, context)
