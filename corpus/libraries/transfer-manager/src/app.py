import os

import boto3
from boto3.s3.transfer import S3Transfer, TransferConfig
from s3transfer.manager import TransferManager

BUCKET = os.environ["BUCKET"]


def handler(event, context):
    s3 = boto3.client("s3")
    transfer = S3Transfer(s3, TransferConfig(max_concurrency=2))
    transfer.download_file(BUCKET, "in/a", "/tmp/a")  # needs: s3:GetObject @ {Files}/in/a
    transfer.upload_file("/tmp/a", BUCKET, "in/b", extra_args={"ACL": "bucket-owner-full-control"})  # needs: s3:PutObject @ {Files}/in/b; s3:PutObjectAcl @ {Files}/in/b
    with TransferManager(s3) as manager:
        manager.upload(open("/tmp/a", "rb"), BUCKET, "in/c").result()  # needs: s3:PutObject @ {Files}/in/c
        manager.delete(BUCKET, "in/d")  # needs: s3:DeleteObject @ {Files}/in/d
