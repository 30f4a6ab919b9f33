"""Orders from the queue: mark them, file the invoice, tell the world."""

import json
import os

import boto3

from shared.orders import OrderStore

store = OrderStore()
s3 = boto3.client("s3")


class Invoice:
    def __init__(self, order_id):
        self.order_id = order_id

    @property
    def key(self):
        return f"invoices/{self.order_id}.json"

    def file(self, bucket):
        s3.put_object(  # needs[FulfilOrder]: s3:PutObject @ {InvoicesBucket}/invoices/*.json
            Bucket=bucket, Key=self.key, Body=json.dumps({"order": self.order_id}).encode()
        )


def announce(order_id):
    topic = boto3.resource("sns").Topic(os.environ["EVENTS_TOPIC"])
    topic.publish(Message=json.dumps({"fulfilled": order_id}))  # needs[FulfilOrder]: sns:Publish @ {OrderEvents}  # finding[FulfilOrder]: missing-action sns:Publish


def handler(event, context):
    failed = []
    for record in event["Records"]:
        order_id = json.loads(record["body"])["id"]
        try:
            store.mark(order_id, "fulfilled")
            Invoice(order_id).file(os.environ["INVOICES_BUCKET"])
            announce(order_id)
        except KeyError:
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
