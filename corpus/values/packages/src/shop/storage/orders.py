import os

import shop.storage as storage
from shop.aws import dynamodb


def save(order):
    table = dynamodb.Table(os.environ[storage.TABLE_VARIABLE])
    table.put_item(Item=order)  # needs: dynamodb:PutItem @ {Orders}
