import os

import boto3


def read(event, context):
    boto3.client("s3").get_object(Bucket=os.environ["BUCKET"], Key="a")  # needs: s3:GetObject @ {Files}/a
