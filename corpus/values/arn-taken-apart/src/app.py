import os

import boto3

dynamodb = boto3.resource("dynamodb")
sns = boto3.client("sns")

ORDERS_ARN = os.environ["ORDERS_ARN"]
TOPIC_ARN = os.environ["TOPIC_ARN"]


def table_of(arn):
    return dynamodb.Table(arn.split("/")[-1])


def handler(event, context):
    table_of(ORDERS_ARN).put_item(Item={"id": event["id"]})  # needs: dynamodb:PutItem @ {Orders}
    archive = os.environ["ARCHIVE_ARN"].partition("table/")[2]
    dynamodb.Table(archive).get_item(Key={"id": event["id"]})  # needs: dynamodb:GetItem @ {Archive}
    *head, name = TOPIC_ARN.split(":")
    sns.publish(TopicArn=":".join([*head, name]), Message=event["id"])  # needs: sns:Publish @ {Topic}
