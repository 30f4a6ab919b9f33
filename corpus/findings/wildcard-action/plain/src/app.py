import os

import boto3


def handler(event, context):
    return boto3.client("s3").get_object(Bucket=os.environ["BUCKET"], Key="a")["ETag"]  # needs: s3:GetObject @ {Files}/a
