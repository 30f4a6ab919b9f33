import os

import boto3

TABLE_NAME = os.environ.get("TABLE_NAME", "orders-dev")


def handler(event, context):
    table = boto3.resource("dynamodb").Table(TABLE_NAME)
    return table.scan()["Count"]  # needs: dynamodb:Scan @ {Orders}
