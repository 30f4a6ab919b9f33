import os

import boto3
from bindings import Event, Reader

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    found = Reader.read(event, Event)
    table.put_item(Item={"id": found.detail.order_id, "lines": len(found.detail.lines)})  # needs: dynamodb:PutItem @ {Orders}
