import os

import boto3

TABLE = os.environ["TABLE"]


def handler(event, context):
    client = boto3.client("dynamodb")
    return client.scan(TableName=TABLE)["Count"]  # needs[CountOrders]: dynamodb:Scan @ {Orders}  # needs[CountReturns]: dynamodb:Scan @ {Returns}
