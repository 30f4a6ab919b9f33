import boto3


def handler(event, context):
    boto3.client("s3").get_object(Bucket="orders", Key="today")  # needs: s3:GetObject @ arn::s3:::orders/today
