import os

import boto3


def send(event, context):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="hello")  # needs: sns:Publish @ {Mails}
