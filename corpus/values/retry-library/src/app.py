import os

import backoff
import boto3
from botocore.exceptions import ClientError
from tenacity import retry, stop_after_attempt

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


@retry(stop=stop_after_attempt(3))
def save(item):
    table.put_item(Item=item)  # needs: dynamodb:PutItem @ {Orders}


@backoff.on_exception(backoff.expo, ClientError, max_tries=3)
def load(key):
    return table.get_item(Key={"id": key})  # needs: dynamodb:GetItem @ {Orders}


def handler(event, context):
    save(event)
    return load(event["id"])
