# for: Save
import os

import boto3
import common

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    if not common.read(os.environ["TABLE"], {"id": event["id"]}).get("Item"):
        table.put_item(Item=event)  # needs: dynamodb:PutItem @ {Data/Table}
