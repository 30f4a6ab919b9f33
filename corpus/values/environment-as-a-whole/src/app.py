import os

import boto3

dynamodb = boto3.client("dynamodb")
SETTINGS = {"AUDIT_TABLE": "unset", **os.environ}
TABLES = {name: value for name, value in os.environ.items() if name.startswith("TABLE_")}


def handler(event, context):
    for table in TABLES.values():
        dynamodb.get_item(TableName=table, Key={"id": {"S": event["id"]}})  # needs: dynamodb:GetItem @ {First}, {Second}
    audit = (os.environ | {"MODE": "audit"})["AUDIT_TABLE"]
    dynamodb.put_item(TableName=audit, Item={"id": {"S": event["id"]}})  # needs: dynamodb:PutItem @ {Audit}
    copied = dict(os.environ)
    dynamodb.delete_item(TableName=copied["TABLE_FIRST"], Key={"id": {"S": event["id"]}})  # needs: dynamodb:DeleteItem @ {First}
