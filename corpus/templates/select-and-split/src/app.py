import os

import boto3


def handler(event, context):
    rate = boto3.client("ssm").get_parameter(Name=os.environ["PARAMETER"])["Parameter"]["Value"]  # needs: ssm:GetParameter @ arn::ssm:::parameter/shop/dev/rate
    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key="a", Body=rate.encode())  # needs: s3:PutObject @ {Files}/a
