import os

import boto3


def count():
    table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    return table.scan()["Count"]  # needs: dynamodb:Scan @ {Orders}
