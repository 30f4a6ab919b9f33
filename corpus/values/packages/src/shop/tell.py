import os

from .aws import sqs as _sqs

__all__ = ["tell"]


def tell(text):
    _sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody=text)  # needs: sqs:SendMessage @ {Queue}


def shout(text):
    _sqs.purge_queue(QueueUrl=os.environ["QUEUE"])  # ok: not exported, not called
