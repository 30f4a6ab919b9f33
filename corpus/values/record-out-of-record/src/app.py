import os

import boto3

STATE = {"last": {"response": None}}


def wrap(data):
    out = {"status": 200}
    out["response"] = data["response"]
    return {"response": out, "table": boto3.resource("dynamodb").Table(os.environ["TABLE"])}


def step():
    STATE["last"] = wrap(STATE["last"])


def handler(event, context):
    step()
    step()
    STATE["last"]["table"].put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ {Orders}
