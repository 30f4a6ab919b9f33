import os

import boto3


def handler(event, context):
    client = boto3.client("sqs")
    url = client.get_queue_url(QueueName=os.environ["JOBS"])["QueueUrl"]  # needs: sqs:GetQueueUrl @ {Jobs}
    client.send_message(QueueUrl=url, MessageBody="go")  # needs: sqs:SendMessage @ {Jobs}
    queue = boto3.resource("sqs").get_queue_by_name(QueueName="notes")  # needs: sqs:GetQueueUrl @ {Notes}
    queue.send_message(MessageBody="gone")  # needs: sqs:SendMessage @ {Notes}
