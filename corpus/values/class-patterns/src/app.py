import os
from dataclasses import dataclass, field

import boto3

s3 = boto3.client("s3")


@dataclass
class Save:
    bucket: str = field(default_factory=lambda: os.environ["SAVED"])
    key: str = "saved"


@dataclass
class Copy:
    bucket: str
    key: str = "copied"


class Drop:
    __match_args__ = ("bucket", "key")

    def __init__(self, bucket, key):
        self.bucket = bucket
        self.key = key


def run(command):
    match command:
        case Save(bucket, key):
            s3.put_object(Bucket=bucket, Key=key, Body=b"")  # needs: s3:PutObject @ {Saved}/saved
        case Copy(bucket=bucket, key=key):
            s3.put_object(Bucket=bucket, Key=key, Body=b"")  # needs: s3:PutObject @ {Copied}/copied
        case Drop(bucket, "dropped" as key):
            s3.delete_object(Bucket=bucket, Key=key)  # needs: s3:DeleteObject @ {Saved}/dropped
        case {"kind": "list", "bucket": bucket}:
            s3.list_objects_v2(Bucket=bucket)  # needs: s3:ListBucket @ {Copied}
        case str() as bucket:
            s3.get_bucket_location(Bucket=bucket)  # needs: s3:GetBucketLocation @ {Saved}
        case int():
            s3.list_buckets()


def handler(event, context):
    run(Save())
    run(Copy(os.environ["COPIED"]))
    run(Drop(os.environ["SAVED"], "dropped"))
    run({"kind": "list", "bucket": os.environ["COPIED"]})
    run(os.environ["SAVED"])
