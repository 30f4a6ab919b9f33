import os

import boto3
from boto3.dynamodb.conditions import Key

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    return table.query(  # needs: dynamodb:Query @ {Orders}/index/by-day
        IndexName="by-day",
        KeyConditionExpression=Key("day").eq("2024-01-01"),
    )["Items"]
