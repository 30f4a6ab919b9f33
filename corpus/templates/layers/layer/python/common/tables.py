import os

import boto3


class Table:
    def __init__(self, variable):
        self._inner = boto3.resource("dynamodb").Table(os.environ[variable])

    def read(self, key):
        return self._inner.get_item(Key={"id": key}).get("Item")  # needs: dynamodb:GetItem @ {Orders}
