import json

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        inner = json.loads(record["body"])
        for change in inner.get("Records", []):
            s3.get_object(Bucket=change["s3"]["bucket"]["name"], Key=change["s3"]["object"]["key"])  # needs: s3:GetObject @ arn::s3:::*/*
