import boto3


def handler(event, context):
    found = boto3.client("s3").get_object(Bucket="files", Key=event["key"])  # needs: s3:GetObject @ arn::s3:::files/*
    boto3.client("sns").publish(TopicArn="arn:aws:sns:eu-west-1:123456789012:news", Message=found["ETag"])  # needs: sns:Publish @ arn:aws:sns:eu-west-1:123456789012:news
