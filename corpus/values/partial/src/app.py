import os
from functools import partial, reduce

import boto3

client = boto3.client("dynamodb")
describe = partial(client.describe_table, TableName=os.environ["TABLE"])


def fetch(table, consistent, key):
    return client.get_item(TableName=table, Key={"id": {"S": key}}, ConsistentRead=consistent)  # needs: dynamodb:GetItem @ {Orders}


read = partial(fetch, os.environ["TABLE"], True)


def handler(event, context):
    found = map(read, event["ids"])
    size = describe()["Table"]["ItemCount"]  # needs: dynamodb:DescribeTable @ {Orders}
    return reduce(lambda total, row: total + ("Item" in row), found, size)
