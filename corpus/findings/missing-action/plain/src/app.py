import os

import boto3


def handler(event, context):
    boto3.client("dynamodb").put_item(TableName=os.environ["TABLE"], Item={"id": {"S": "1"}})  # needs: dynamodb:PutItem @ {Orders}
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="x")  # needs: sns:Publish @ {Topic}  # finding: missing-action sns:Publish
