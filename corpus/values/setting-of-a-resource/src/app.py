import os

import boto3

JOBS_URL = os.environ.get("JOBS_URL", "")
ARCHIVE = os.environ.get("ARCHIVE")


class Memory:
    """Takes the place of the queue where code runs without one."""

    def send(self, body):
        boto3.client("dynamodb").put_item(TableName="local", Item={"body": {"S": body}})


class Queue:
    def send(self, body):
        boto3.client("sqs").send_message(QueueUrl=JOBS_URL, MessageBody=body)  # needs: sqs:SendMessage @ {Jobs}


def queue():
    return Queue() if JOBS_URL else Memory()


def handler(event, context):
    queue().send("job")
    if not os.getenv("KEPT"):
        boto3.client("dynamodb").put_item(TableName="kept", Item={})
    boto3.client("s3").put_object(Bucket=os.environ["KEPT"], Key="job", Body=b"")  # needs: s3:PutObject @ {Kept}/job
    if ARCHIVE:
        boto3.client("sqs").send_message(QueueUrl=ARCHIVE, MessageBody="job")  # needs: sqs:SendMessage @ arn::sqs:::*
