import os

import boto3


def handler(event, context):
    boto3.resource("dynamodb").Table(os.environ["TABLE"]).put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ {Orders}
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="x")  # needs: sns:Publish @ {Topic}
