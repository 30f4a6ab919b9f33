import os

import boto3
from clock import now
from mypy_boto3_dynamodb.service_resource import Table
from mypy_boto3_dynamodb.type_defs import PutItemInputRequestTypeDef


def row(event) -> PutItemInputRequestTypeDef:
    return {"Item": {"id": event["id"], "at": now()}}


def handler(event, context):
    table: Table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    table.put_item(**row(event))  # needs: dynamodb:PutItem @ {Visits}
