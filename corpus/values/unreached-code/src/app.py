import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def read(event, context):
    return table.get_item(Key={"id": event["id"]})  # needs[Read]: dynamodb:GetItem @ {Orders}


def write(event, context):
    table.put_item(Item=event)  # needs[Write]: dynamodb:PutItem @ {Orders}


def migrate():
    boto3.client("dynamodb").update_table(TableName=table.name)  # ok


class Janitor:
    def sweep(self):
        table.delete()  # ok


if __name__ == "__main__":
    migrate()
    Janitor().sweep()
