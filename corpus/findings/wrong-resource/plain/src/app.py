import os

import boto3
from boto3.dynamodb.conditions import Key


def handler(event, context):
    boto3.client("s3").get_object(Bucket=os.environ["BUCKET"], Key="a")  # needs: s3:GetObject @ {Files}/a  # finding: wrong-resource s3:GetObject
    table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    return table.query(IndexName="by-day", KeyConditionExpression=Key("day").eq("1"))["Count"]  # needs: dynamodb:Query @ {Orders}/index/by-day  # finding: wrong-resource dynamodb:Query
