import os

import boto3


def send(event, context):
    boto3.client("sqs").send_message(QueueUrl=os.environ["JOBS"], MessageBody="{}")  # needs: sqs:SendMessage @ {Jobs}
