import os

import boto3


class Logged:
    def __init__(self, inner):
        self._inner = inner

    def send_message(self, **arguments):
        print("sending", arguments)
        return self._inner.send_message(**arguments)  # needs: sqs:SendMessage @ {Jobs}

    def __getattr__(self, name):
        return getattr(self._inner, name)


client = Logged(boto3.client("sqs"))


def handler(event, context):
    client.send_message(QueueUrl=os.environ["QUEUE"], MessageBody="x")
    return client.get_queue_attributes(QueueUrl=os.environ["QUEUE"], AttributeNames=["QueueArn"])  # needs: sqs:GetQueueAttributes @ {Jobs}
