import os

import boto3


def handler(event, context):
    boto3.client("dynamodb").put_item(TableName=os.environ["TABLE"], Item={"id": {"S": "1"}})  # needs: dynamodb:PutItem @ {template/Orders}
