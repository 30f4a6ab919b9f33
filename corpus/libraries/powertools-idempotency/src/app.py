import os

import boto3
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent,
    idempotent_function,
)

store = DynamoDBPersistenceLayer(table_name=os.environ["STORE"])
forgotten = DynamoDBPersistenceLayer(table_name=os.environ["FORGOTTEN"])
orders = boto3.resource("dynamodb").Table(os.environ["ORDERS"])


@idempotent_function(data_keyword_argument="order", persistence_store=store, config=IdempotencyConfig())
def save(order):
    orders.put_item(Item=order)  # needs: dynamodb:PutItem @ {Orders}


# unrun: a second call, or one that fails, would read and delete the record
# needs: dynamodb:GetItem @ {Store}; dynamodb:PutItem @ {Store}; dynamodb:UpdateItem @ {Store}; dynamodb:DeleteItem @ {Store}
@idempotent(persistence_store=store)
def handler(event, context):
    # needs: dynamodb:GetItem @ {Store}; dynamodb:PutItem @ {Store}; dynamodb:UpdateItem @ {Store}; dynamodb:DeleteItem @ {Store}
    save(order=event["order"])  # unrun: a second call, or one that fails, would read and delete the record
    return {"ok": True}
