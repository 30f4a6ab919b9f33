"""https://github.com/piskvorky/smart_open"""

import boto3
from s3fs.core import S3File


def open(bucket_id, key_id, mode, *more, client=None, version_id=None, **options):
    client = client if client is not None else boto3.client("s3")
    if mode in ["r", "rb", "rt"]:
        client.get_object(Bucket=bucket_id, Key=key_id, VersionId=version_id)
    else:
        client.put_object(Bucket=bucket_id, Key=key_id)
    return S3File(None, key_id, mode)


def iter_bucket(bucket_name, prefix="", *more, **options):
    client = boto3.client("s3")
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket_name, Prefix=prefix):
        for each in page["Contents"]:
            yield each["Key"], client.get_object(Bucket=bucket_name, Key=each["Key"])["Body"].read()
