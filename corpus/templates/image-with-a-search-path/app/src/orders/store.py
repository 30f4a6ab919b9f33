import os

import boto3


def save(order):
    boto3.resource("dynamodb").Table(os.environ["TABLE"]).put_item(Item={"id": order})  # needs: dynamodb:PutItem @ {Orders}
