import os

import boto3

s3 = boto3.resource("s3")
client = s3.meta.client


def handler(event, context):
    bucket = s3.Bucket(os.environ["BUCKET"])
    try:
        client.head_object(Bucket=bucket.name, Key="a.txt")  # needs: s3:GetObject @ {Files}/a.txt; explains s3:ListBucket @ {Files}
    except client.exceptions.NoSuchKey:  # ok
        return None
    return bucket.meta.client.get_bucket_location(Bucket=bucket.name)["LocationConstraint"]  # needs: s3:GetBucketLocation @ {Files}
