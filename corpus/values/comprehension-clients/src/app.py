import os

import boto3

make = boto3.client
CLIENTS = {name: make(name) for name in ("sqs", "sns", "s3")}


def handler(event, context):
    CLIENTS["sqs"].send_message(QueueUrl=os.environ["QUEUE"], MessageBody=event["text"])  # needs: sqs:SendMessage @ {Queue}
    CLIENTS["sns"].publish(TopicArn=os.environ["TOPIC"], Message=event["text"])  # needs: sns:Publish @ {Topic}
