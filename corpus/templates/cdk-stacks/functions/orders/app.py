import os

import boto3
from common import log

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
s3 = boto3.client("s3")


def handler(event, context):
    table.put_item(Item={"id": event["id"]})  # needs[Save096A6EEB]: dynamodb:PutItem @ {Data/TableCD117FA1}
    s3.get_object(Bucket=os.environ["BUCKET"], Key=event["key"])  # needs[Save096A6EEB]: s3:GetObject @ {Data/Reports65402A0A}/*
    log(event)
