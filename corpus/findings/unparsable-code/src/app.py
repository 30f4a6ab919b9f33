import os

import boto3
import legacy


def handler(event, context):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=legacy.text(event))  # needs: sns:Publish @ {Topic}
