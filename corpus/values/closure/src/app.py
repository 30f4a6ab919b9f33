import os

import boto3

sqs = boto3.client("sqs")


def sender(variable):
    url = os.environ[variable]
    sent = 0

    def send(text):
        nonlocal sent
        sent += 1
        sqs.send_message(QueueUrl=url, MessageBody=text)  # needs: sqs:SendMessage @ {Urgent}, {Slow}
        return sent

    return send


urgent, slow = sender("URGENT"), sender("SLOW")
unused = sender("UNUSED")


def handler(event, context):
    urgent(event["text"])
    return slow(event["text"])
