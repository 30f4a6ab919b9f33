import os
from abc import ABC

import boto3


class Queue:
    pass


class Memory(Queue):
    def put(self, body):
        pass

    def take(self):
        return None


class Sqs(Queue):
    def __init__(self, url):
        self.url = url
        self.client = boto3.client("sqs")

    def put(self, body):
        self.client.send_message(QueueUrl=self.url, MessageBody=body)  # needs: sqs:SendMessage @ {Jobs}

    def take(self):
        return self.client.receive_message(QueueUrl=self.url)  # needs: explains sqs:ReceiveMessage @ {Jobs}  # unrun: BACKEND is set to sqs


class Measured(ABC):
    """Classes may be registered with it, which nothing of their own says."""


@Measured.register
class Meter:
    pass


def make():
    if os.environ.get("BACKEND", "memory") == "sqs":
        return Sqs(os.environ["JOBS"])
    return Memory()


current = None


def worker():
    current.take()


def handler(event, context):
    global current
    queue = current = make()
    if isinstance(queue, Memory):
        worker()
    if isinstance(queue, (Sqs, dict)):
        current.put("job")
    if not isinstance(queue, Queue):
        boto3.client("sqs").purge_queue(QueueUrl=os.environ["JOBS"])
    if isinstance(Meter(), Measured):
        boto3.client("sqs").get_queue_attributes(QueueUrl=os.environ["JOBS"])  # needs: sqs:GetQueueAttributes @ {Jobs}
