"""The one place that knows the orders table."""

import os

import boto3
from boto3.dynamodb.conditions import Attr, Key


class OrderStore:
    def __init__(self, table_name=None):
        self.table = boto3.resource("dynamodb").Table(table_name or os.environ["ORDERS_TABLE"])

    def save(self, order):
        self.table.put_item(Item=order)  # needs[CreateOrder]: dynamodb:PutItem @ {OrdersTable}

    def load(self, order_id):
        return self.table.get_item(Key={"id": order_id}).get("Item")  # needs[GetOrders]: dynamodb:GetItem @ {OrdersTable}

    def of_customer(self, customer):
        answer = self.table.query(  # needs[GetOrders]: dynamodb:Query @ {OrdersTable}/index/by-customer  # finding[GetOrders]: wrong-resource dynamodb:Query
            IndexName="by-customer", KeyConditionExpression=Key("customer").eq(customer)
        )
        return answer["Items"]

    def mark(self, order_id, status):
        self.table.update_item(  # needs[FulfilOrder]: dynamodb:UpdateItem @ {OrdersTable}
            Key={"id": order_id},
            UpdateExpression="SET #s = :s",
            ExpressionAttributeNames={"#s": "status"},
            ExpressionAttributeValues={":s": status},
        )

    def forget(self, status):
        found = self.table.scan(FilterExpression=Attr("status").eq(status))["Items"]  # needs[ExpireOrders]: dynamodb:Scan @ {OrdersTable}
        with self.table.batch_writer() as batch:
            for item in found:
                batch.delete_item(Key={"id": item["id"]})  # needs[ExpireOrders]: dynamodb:BatchWriteItem @ {OrdersTable}
        return len(found)

    def wipe(self):
        self.table.delete()  # ok: no handler calls it
