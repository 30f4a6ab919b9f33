import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def read(event, context):
    return table.get_item(Key={"id": event["id"]})  # needs[aws_lambda_function.read]: dynamodb:GetItem @ {aws_dynamodb_table.orders}


def write(event, context):
    table.put_item(Item=event)  # needs[aws_lambda_function.write]: dynamodb:PutItem @ {aws_dynamodb_table.orders}
