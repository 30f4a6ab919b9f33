import os

import boto3


def tables():
    dynamodb = boto3.resource("dynamodb")
    for name in ("ORDERS", "ITEMS"):
        yield dynamodb.Table(os.environ[name])


def rows(table):
    page = table.scan()  # needs: dynamodb:Scan @ {Orders}, {Items}
    yield from page["Items"]


def everything():
    for table in tables():
        yield from rows(table)


def handler(event, context):
    return sum(1 for _ in everything())
