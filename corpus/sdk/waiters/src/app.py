import os

import boto3


def handler(event, context):
    s3 = boto3.client("s3")
    s3.get_waiter("object_exists").wait(Bucket=os.environ["BUCKET"], Key="done.txt")  # needs: s3:GetObject @ {Files}/done.txt
    boto3.resource("s3").Bucket(os.environ["BUCKET"]).wait_until_exists()  # needs: s3:ListBucket @ {Files}
    table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    table.wait_until_exists()  # needs: dynamodb:DescribeTable @ {Orders}
