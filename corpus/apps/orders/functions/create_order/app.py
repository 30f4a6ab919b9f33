"""POST /orders: store the order and ask for its fulfilment."""

import json
import os
import uuid

import boto3

from shared.http import reply
from shared.orders import OrderStore

store = OrderStore()
sqs = boto3.client("sqs")


def handler(event, context):
    order = json.loads(event["body"])
    order["id"] = f"o-{uuid.uuid4()}"
    store.save(order)
    enqueue(order["id"])
    return reply(201, order)


def enqueue(order_id):
    sqs.send_message(  # needs[CreateOrder]: sqs:SendMessage @ {FulfilmentQueue}
        QueueUrl=os.environ["FULFILMENT_QUEUE"],
        MessageBody=json.dumps({"id": order_id}),
    )
