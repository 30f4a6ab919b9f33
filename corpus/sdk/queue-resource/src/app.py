import os

import boto3

queue = boto3.resource("sqs").Queue(os.environ["QUEUE_URL"])


def handler(event, context):
    for message in queue.receive_messages(MaxNumberOfMessages=10):  # needs: sqs:ReceiveMessage @ {Jobs}
        message.delete()  # needs: sqs:DeleteMessage @ {Jobs}
    return queue.attributes["ApproximateNumberOfMessages"]  # needs: sqs:GetQueueAttributes @ {Jobs}
