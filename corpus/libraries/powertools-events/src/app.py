import boto3
from aws_lambda_powertools.utilities.data_classes import S3Event, event_source
from aws_lambda_powertools.utilities.streaming import S3Object

s3 = boto3.client("s3")


@event_source(data_class=S3Event)
def handler(event: S3Event, context):
    for record in event.records:
        s3.get_object(Bucket=record.s3.bucket.name, Key=record.s3.get_object.key)  # needs: s3:GetObject @ {Uploads}/*
    s3.delete_object(Bucket=event.bucket_name, Key=event.object_key)  # needs: s3:DeleteObject @ {Uploads}/*
    with S3Object(bucket="reference-data-of-the-shop", key="prices.csv") as prices:
        return prices.read().decode()  # needs: s3:GetObject @ arn::s3:::reference-data-of-the-shop/prices.csv
