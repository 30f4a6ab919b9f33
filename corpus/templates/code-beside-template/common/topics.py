import os

import boto3


def publish(text):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=text)  # needs: sns:Publish @ {Topic}
