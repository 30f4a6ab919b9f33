import os

import boto3
import tablekeeper

client = boto3.client("dynamodb")


def handler(event, context):
    client.put_item(TableName=os.environ["TABLE"], Item={"id": {"S": "1"}})  # needs: dynamodb:PutItem @ {Orders}
    tablekeeper.keep(client)  # gap: opaque-library
