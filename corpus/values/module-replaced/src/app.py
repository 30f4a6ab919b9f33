import sys

import connection
from connection import table


def find(key):
    return table.get_item(Key={"id": key})  # needs: dynamodb:GetItem @ {Orders}


def handler(event, context):
    connection.table.put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ {Orders}
    return getattr(sys.modules[__name__], "find")("1")
