import os
from os import environ, getenv

import boto3

dynamodb = boto3.client("dynamodb")


def read(table, key):
    return dynamodb.get_item(TableName=table, Key={"id": {"S": key}})  # needs: dynamodb:GetItem @ {First}, {Second}, {Third}, {Fourth}, {Fifth}


def handler(event, context):
    everything = environ.copy()
    tables = [
        os.environ["FIRST"],
        os.environ.get("SECOND"),
        getenv("THIRD", ""),
        everything["FOURTH"],
        environ.get("FIFTH") or "unset",
    ]
    return [read(table, event["id"]) for table in tables if table]
