import os

import boto3

_client = None
_cache = {}


def client():
    global _client
    if _client is None:
        _client = boto3.client("sqs")
    return _client


def table(name):
    if name not in _cache:
        _cache[name] = boto3.resource("dynamodb").Table(os.environ[name])
    return _cache[name]


def handler(event, context):
    count = table("TABLE").scan(Select="COUNT")["Count"]  # needs: dynamodb:Scan @ {Orders}
    client().send_message(QueueUrl=os.environ["QUEUE"], MessageBody=str(count))  # needs: sqs:SendMessage @ {Queue}
