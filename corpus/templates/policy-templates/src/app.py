import os

import boto3


def handler(event, context):
    boto3.client("dynamodb").put_item(TableName=os.environ["TABLE"], Item={"id": {"S": "1"}})  # needs: dynamodb:PutItem @ {Orders}
    boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE"], MessageBody="x")  # needs: sqs:SendMessage @ {Jobs}
