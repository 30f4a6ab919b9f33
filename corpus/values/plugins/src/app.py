import importlib
import os

import boto3

PLUGINS = {"count": "plugins.count"}
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def do_clear():
    table.delete_item(Key={"id": "1"})  # needs: dynamodb:DeleteItem @ {Orders}


def handler(event, context):
    if event["kind"] in PLUGINS:
        return importlib.import_module(PLUGINS[event["kind"]]).run(table)
    return globals()["do_clear"]()
