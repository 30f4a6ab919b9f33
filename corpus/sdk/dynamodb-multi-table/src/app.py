import os

import boto3

client = boto3.client("dynamodb")
ORDERS, STOCK = os.environ["ORDERS"], os.environ["STOCK"]


def handler(event, context):
    client.batch_get_item(  # needs: dynamodb:BatchGetItem @ {Orders}, {Stock}
        RequestItems={ORDERS: {"Keys": [{"id": {"S": "1"}}]}, STOCK: {"Keys": [{"id": {"S": "2"}}]}}
    )
    client.transact_write_items(  # needs: dynamodb:PutItem @ {Orders}; dynamodb:UpdateItem @ {Stock}
        TransactItems=[
            {"Put": {"TableName": ORDERS, "Item": {"id": {"S": "1"}}}},
            {
                "Update": {
                    "TableName": STOCK,
                    "Key": {"id": {"S": "2"}},
                    "UpdateExpression": "ADD n :one",
                    "ExpressionAttributeValues": {":one": {"N": "1"}},
                }
            },
        ]
    )
