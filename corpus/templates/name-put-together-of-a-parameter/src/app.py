import os

import boto3


def handler(event, context):
    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key=event["id"], Body=b"")  # needs: s3:PutObject @ arn::s3:::{{resolve:ssm:/orders/{Stage}/bucket}}/*
    boto3.resource("dynamodb").Table(os.environ["TABLE"]).put_item(Item={"id": event["id"]})  # needs: dynamodb:PutItem @ arn::dynamodb:::table/{{resolve:ssm:/orders/{Stage}/table:3}}
