import os

import boto3

dynamodb, s3 = boto3.client("dynamodb"), boto3.client("s3")


def handler(event, context):
    scan = {"TableName": os.environ["TABLE"]}
    if event["index"]:
        scan["IndexName"] = "by-day"
    dynamodb.scan(**scan)  # needs: dynamodb:Scan @ {Orders}/index/by-day; possible dynamodb:Scan @ {Orders}
    listing = {"Bucket": os.environ["FILES"]}
    if event["prefix"]:
        listing = {"Bucket": os.environ["FILES"], "Prefix": "in/"}
    s3.list_objects_v2(**listing)  # needs: s3:ListBucket @ {Files}
    again = dict(Bucket=os.environ["FILES"], Prefix="out/")
    if event["again"]:
        del again["Prefix"]
    s3.list_objects_v2(**again)  # needs: s3:ListBucket @ {Files}
