import os

import boto3


class Repository:
    def __init__(self, name):
        self.table = boto3.resource("dynamodb").Table(name)

    def put(self, item):
        self.table.put_item(Item=item)  # needs: dynamodb:PutItem @ {Orders}, {Audit}

    def get(self, key):
        return self.table.get_item(Key={"id": key}).get("Item")  # needs: dynamodb:GetItem @ {Orders}

    def drop(self, key):
        self.table.delete_item(Key={"id": key})  # ok: nobody calls it


orders = Repository(os.environ["ORDERS"])
audit = Repository(os.environ["AUDIT"])


def handler(event, context):
    if orders.get(event["id"]) is None:
        orders.put(event)
    audit.put({"id": context.aws_request_id, "order": event["id"]})
