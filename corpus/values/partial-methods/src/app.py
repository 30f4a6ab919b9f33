import os
from functools import partialmethod, singledispatch

import boto3


class Lazy:
    def __init__(self, make):
        self.make = make

    def __get__(self, instance, owner):
        return self.make()


class Sender:
    table = Lazy(lambda: boto3.resource("dynamodb").Table(os.environ["TABLE"]))

    def send(self, variable, text):
        boto3.client("sqs").send_message(QueueUrl=os.environ[variable], MessageBody=text)  # needs: sqs:SendMessage @ {Fast}

    send_fast = partialmethod(send, "FAST")


@singledispatch
def announce(value):
    Sender().send_fast(str(value))


@announce.register
def _(value: str):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=value)  # needs: sns:Publish @ {Topic}


def handler(event, context):
    announce(event["value"])
    Sender().table.put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ {Orders}
