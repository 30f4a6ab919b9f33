import os

import backoff
import boto3
from botocore.exceptions import ClientError
from tenacity import Retrying, retry, stop_after_attempt

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


@retry(stop=stop_after_attempt(3))
def save(item):
    table.put_item(Item=item)  # needs: dynamodb:PutItem @ {Orders}


@backoff.on_exception(backoff.expo, ClientError, max_tries=3)
def load(key):
    return table.get_item(Key={"id": key})  # needs: dynamodb:GetItem @ {Orders}


def drop(key):
    table.delete_item(Key={"id": key})  # needs: dynamodb:DeleteItem @ {Orders}


@Retrying(stop=stop_after_attempt(2)).wraps
def touch(**arguments):
    table.update_item(**arguments)  # needs: dynamodb:UpdateItem @ {Orders}


def handler(event, context):
    save(event)
    Retrying(stop=stop_after_attempt(2))(drop, event["id"])
    for attempt in Retrying(stop=stop_after_attempt(2), reraise=True):
        with attempt:
            touch(Key={"id": event["id"]})
    return load(event["id"])
