import os

import boto3

s3 = boto3.client("s3")
BUCKET = os.environ["BUCKET"]


def handler(event, context):
    s3.list_buckets()  # needs: s3:ListAllMyBuckets @ *
    s3.head_bucket(Bucket=BUCKET)  # needs: s3:ListBucket @ {Files}
    versions = s3.list_object_versions(Bucket=BUCKET)["Versions"]  # needs: s3:ListBucketVersions @ {Files}
    s3.get_object(Bucket=BUCKET, Key="a", VersionId=versions[0]["VersionId"])  # needs: s3:GetObjectVersion @ {Files}/a
