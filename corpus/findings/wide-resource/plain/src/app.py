import os

import boto3

client = boto3.client("dynamodb")


def handler(event, context):
    client.put_item(TableName=os.environ["TABLE"], Item={"id": {"S": "1"}})  # needs: dynamodb:PutItem @ {Orders}
    return client.scan(TableName=os.environ["TABLE"])["Count"]  # needs: dynamodb:Scan @ {Orders}
