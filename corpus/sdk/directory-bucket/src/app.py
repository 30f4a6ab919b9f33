import os

import boto3

s3 = boto3.client("s3")
FAST, SLOW = os.environ["FAST"], os.environ["SLOW"]


def handler(event, context):
    # needs: s3express:CreateSession @ {Fast}; kms:Decrypt @ {Key}; kms:GenerateDataKey @ {Key}
    s3.get_object(Bucket=FAST, Key="a")
    # needs: s3express:CreateSession @ {Fast}; s3:GetObject @ {Slow}/*; kms:Decrypt @ {Key}; kms:GenerateDataKey @ {Key}
    s3.copy_object(Bucket=FAST, Key="b", CopySource={"Bucket": SLOW, "Key": event["key"]})
    # needs: s3express:CreateSession @ {Fast}; kms:Decrypt @ {Key}; kms:GenerateDataKey @ {Key}
    s3.list_objects_v2(Bucket=FAST, Prefix="b/")
    s3.get_bucket_policy(Bucket=FAST)  # needs: s3express:GetBucketPolicy @ {Fast}
    s3.delete_object(Bucket="scratch--use1-az4--x-s3", Key="c")  # needs: s3express:CreateSession @ arn::s3express:::bucket/scratch--use1-az4--x-s3
