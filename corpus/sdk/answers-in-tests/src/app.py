import os
from enum import Enum

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


class State(str, Enum):
    NEW = "new"


def handler(event, context):
    answer = table.get_item(Key={"id": "1"})  # needs: dynamodb:GetItem @ {Orders}
    item = answer.get("Item")
    if item is None:
        table.put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ {Orders}
    for _ in range(3):
        state = answer.get("Item", {}).get("State")
        if state == "done":
            break
    else:
        raise TimeoutError
    table.delete_item(Key={"id": "1"})  # needs: dynamodb:DeleteItem @ {Orders}
    rows = answer["Item"]
    if not rows:
        table.scan()  # needs: dynamodb:Scan @ {Orders}
    kind = State.NEW
    if kind == "new":
        table.update_item(Key={"id": "1"})  # needs: dynamodb:UpdateItem @ {Orders}
