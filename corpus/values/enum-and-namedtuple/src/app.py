import os
from enum import Enum
from typing import NamedTuple

import boto3


class Queue(Enum):
    FAST = os.environ["FAST_URL"]
    SLOW = os.environ["SLOW_URL"]


class Targets(NamedTuple):
    topic: str
    subject: str = "order"


TARGETS = Targets(os.environ["TOPIC_ARN"])


def handler(event, context):
    sqs = boto3.client("sqs")
    sqs.send_message(QueueUrl=Queue.FAST.value, MessageBody=event["text"])  # needs: sqs:SendMessage @ {Fast}
    sqs.send_message(QueueUrl=Queue["SLOW"].value, MessageBody=event["text"])  # needs: sqs:SendMessage @ {Slow}
    topic, subject = TARGETS
    boto3.client("sns").publish(TopicArn=topic, Subject=subject, Message=event["text"])  # needs: sns:Publish @ {Topic}
