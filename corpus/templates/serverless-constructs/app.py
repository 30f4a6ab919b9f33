import os

import boto3


def send(event, context):
    boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody="{}")  # needs[send]: sqs:SendMessage @ {construct:jobs.queueArn}


def work(event, context):
    return len(event["Records"])
