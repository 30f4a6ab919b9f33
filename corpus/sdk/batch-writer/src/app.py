import os

import boto3


def handler(event, context):
    table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    with table.batch_writer(overwrite_by_pkeys=["id"]) as batch:
        for row in event["rows"]:
            batch.put_item(Item=row)  # needs: dynamodb:BatchWriteItem @ {Orders}
        for key in event["gone"]:
            batch.delete_item(Key={"id": key})  # needs: dynamodb:BatchWriteItem @ {Orders}
