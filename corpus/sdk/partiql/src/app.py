import os

import boto3

client = boto3.client("dynamodb")
TABLE = os.environ["TABLE"]


def handler(event, context):
    client.execute_statement(Statement=f"INSERT INTO \"{TABLE}\" VALUE {{'id': '1'}}")  # needs: dynamodb:PartiQLInsert @ {Orders}
    rows = client.execute_statement(  # needs: dynamodb:PartiQLSelect @ {Orders}
        Statement='SELECT * FROM "' + TABLE + '" WHERE id = ?', Parameters=[{"S": event["id"]}]
    )
    return rows["Items"]
