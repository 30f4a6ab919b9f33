import boto3
import os

ROUTES = {}
client = boto3.client("dynamodb")
TABLE = os.environ["TABLE"]


def route(path):
    def register(function):
        ROUTES[path] = function
        return function

    return register


@route("/orders")
def listing():
    return client.scan(TableName=TABLE)["Items"]  # needs: dynamodb:Scan @ {Orders}


@route("/orders/count")
def count():
    return client.describe_table(TableName=TABLE)["Table"]["ItemCount"]  # needs: dynamodb:DescribeTable @ {Orders}


def forgotten():
    client.delete_table(TableName=TABLE)  # ok: never registered


def handler(event, context):
    return ROUTES[event["path"]]()
