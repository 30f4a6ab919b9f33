import os

import boto3

sqs = boto3.client("sqs")


def handler(event, context):
    sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody="x")  # needs: sqs:SendMessage @ {aws_sqs_queue.jobs}
