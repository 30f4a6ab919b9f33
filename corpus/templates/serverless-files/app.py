import os

import boto3


def load(event, context):
    boto3.client("s3").get_object(Bucket=os.environ["BUCKET"], Key="fixed")  # needs: s3:GetObject @ {Files}/fixed
