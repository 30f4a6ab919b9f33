import json

import boto3


def settings():
    with open("settings.json") as stream:
        return json.load(stream)


def handler(event, context):
    name = settings()["tables"]["orders"]
    boto3.resource("dynamodb").Table(name).get_item(Key={"id": event["id"]})  # needs: dynamodb:GetItem @ {Orders}
