import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    table.put_item(Item=event)  # needs: dynamodb:PutItem @ arn::dynamodb:::table/orders; dynamodb:PutItem @ arn::dynamodb:::table/orders-dev
