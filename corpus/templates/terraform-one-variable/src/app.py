import os

import boto3
from boto3.dynamodb.conditions import Key

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    found = table.query(KeyConditionExpression=Key("id").eq(event["id"]))  # needs: dynamodb:Query @ {aws_dynamodb_table.orders}
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=str(found))  # needs: sns:Publish @ {var.topic_arn}
