import os

import boto3

sqs = boto3.client("sqs")
QUEUE = os.environ["QUEUE"]


def handler(event, context):
    sqs.send_message_batch(QueueUrl=QUEUE, Entries=[{"Id": "1", "MessageBody": "x"}])  # needs: sqs:SendMessage @ {Jobs}
    for message in sqs.receive_message(QueueUrl=QUEUE).get("Messages", []):  # needs: sqs:ReceiveMessage @ {Jobs}
        entry = {"Id": "1", "ReceiptHandle": message["ReceiptHandle"]}
        sqs.delete_message_batch(QueueUrl=QUEUE, Entries=[entry])  # needs: sqs:DeleteMessage @ {Jobs}
