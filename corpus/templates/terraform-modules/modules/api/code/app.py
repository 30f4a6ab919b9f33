# for: module.api.aws_lambda_function.save
import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    found = s3.get_object(Bucket=os.environ["BUCKET"], Key=event["key"])  # needs: s3:GetObject @ {module.data.aws_s3_bucket.files}/*
    table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    table.put_item(Item={"id": found["ETag"]})  # needs: dynamodb:PutItem @ {module.data.aws_dynamodb_table.table["orders"]}
