import os

import boto3

sqs = boto3.client("sqs")


def handler(event, context):
    sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody="x")  # needs: sqs:SendMessage @ {aws_sqs_queue.jobs}
    if "BUCKET" in os.environ:
        s3 = boto3.client("s3")
        s3.put_object(Bucket=os.environ["BUCKET"], Key=event["key"], Body=b"x")  # needs: s3:PutObject @ arn::s3:::jobs-archive/*
