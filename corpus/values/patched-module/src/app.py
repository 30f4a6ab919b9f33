import os

import boto3
import store

store.TABLE = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    store.save({"id": "1"})
