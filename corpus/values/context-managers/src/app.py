import os
from contextlib import contextmanager

import boto3

table = boto3.resource("dynamodb").Table(os.environ["LOCKS"])
sns = boto3.client("sns")


class Lock:
    def __init__(self, name):
        self.key = {"id": name}

    def __enter__(self):
        table.put_item(Item=self.key)  # needs: dynamodb:PutItem @ {Locks}
        return table

    def __exit__(self, *exc):
        table.delete_item(Key=self.key)  # needs: dynamodb:DeleteItem @ {Locks}
        return False


@contextmanager
def announced(topic):
    try:
        yield lambda text: sns.publish(TopicArn=topic, Message=text)  # needs: sns:Publish @ {Log}
    finally:
        sns.publish(TopicArn=topic, Message="done")  # needs: sns:Publish @ {Log}


def handler(event, context):
    with Lock("nightly") as held, announced(os.environ["LOG"]) as say:
        say("begun")
        return held.get_item(Key={"id": "nightly"}).get("Item")  # needs: dynamodb:GetItem @ {Locks}
