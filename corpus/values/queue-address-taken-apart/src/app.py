import os
from urllib.parse import urlparse

import boto3

sqs = boto3.client("sqs")
JOBS = os.environ["JOBS_URL"]


def handler(event, context):
    name = JOBS.rsplit("/", 1)[-1]
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]  # needs: sqs:GetQueueUrl @ {Jobs}
    sqs.send_message(QueueUrl=url, MessageBody=event["id"])  # needs: sqs:SendMessage @ {Jobs}
    queue = boto3.resource("sqs").get_queue_by_name(QueueName=os.environ["OTHER_URL"].split("/")[-1])  # needs: sqs:GetQueueUrl @ {Other}
    queue.purge()  # needs: sqs:PurgeQueue @ {Other}
    account = urlparse(JOBS).path.split("/")[1]
    sqs.delete_queue(QueueUrl=f"https://sqs.eu-west-1.amazonaws.com/{account}/old")  # needs: sqs:DeleteQueue @ arn::sqs:eu-west-1::old
