import os

import boto3
import tablekeeper  # gap: unresolved-import

client = boto3.client("dynamodb")


def handler(event, context):
    client.put_item(TableName=os.environ["TABLE"], Item={"id": {"S": "1"}})  # needs: dynamodb:PutItem @ {Orders}
    tablekeeper.keep(client)  # gap: escaped-client
