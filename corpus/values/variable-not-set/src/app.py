import os

import boto3

TOPIC = os.environ.get("TOPIC", "")
BUCKET = os.environ.get("BUCKET", "reports-of-orders")


def handler(event, context):
    boto3.resource("dynamodb").Table(os.environ["TABLE"]).update_item(Key=event["key"])  # needs: dynamodb:UpdateItem @ {Orders}
    if TOPIC:
        # needs: possible sns:Publish @ arn::sns:::*
        boto3.client("sns").publish(TopicArn=TOPIC, Message=os.environ.get("TEXT", ""))  # finding: missing-action sns:Publish (low)
    # needs: possible sqs:ReceiveMessage @ arn::sqs:::*
    boto3.client("sqs").receive_message(QueueUrl=os.environ["QUEUE"])  # finding: missing-action sqs:ReceiveMessage (low)
    # needs: s3:PutObject @ arn::s3:::reports-of-orders/last
    boto3.client("s3").put_object(Bucket=BUCKET, Key="last")  # finding: missing-action s3:PutObject
