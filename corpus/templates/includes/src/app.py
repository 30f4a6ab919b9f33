import os

import boto3


def handler(event, context):
    boto3.client("dynamodb").get_item(TableName=os.environ["TABLE"], Key={})  # needs[ordersReader]: dynamodb:GetItem @ arn::dynamodb:::table/orders  # needs[usersReader]: dynamodb:GetItem @ arn::dynamodb:::table/users
