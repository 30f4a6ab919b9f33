import os

import boto3

s3 = boto3.client("s3")
FILES = os.environ["FILES"]


def is_offline():
    return os.getenv("IS_OFFLINE") == "true"


def in_lambda():
    return os.environ.get("AWS_EXECUTION_ENV", "").startswith("AWS_Lambda_")


def handler(event, context):
    if os.environ.get("AWS_SAM_LOCAL"):
        s3.put_object_acl(Bucket=FILES, Key=event["key"], ACL="private")
    if is_offline():
        s3.get_bucket_location(Bucket=FILES)  # needs[Stage]: s3:GetBucketLocation @ {Files}
    if "LOCALSTACK_HOSTNAME" in os.environ:
        s3.put_object_acl(Bucket=FILES, Key=event["key"], ACL="private")
    if os.getenv("IS_LOCAL", "false").lower() in ("true", "1"):
        s3.put_object_acl(Bucket=FILES, Key=event["key"], ACL="private")
    if os.environ.get("AWS_LAMBDA_FUNCTION_NAME"):
        s3.delete_object(Bucket=FILES, Key=event["key"])  # needs: s3:DeleteObject @ {Files}/*
    else:
        s3.put_object_acl(Bucket=FILES, Key=event["key"], ACL="private")
    if "AWS_REGION" not in os.environ:
        s3.put_object_acl(Bucket=FILES, Key=event["key"], ACL="private")
    if in_lambda():
        s3.put_object(Bucket=FILES, Key=event["key"], Body=b"")  # needs: s3:PutObject @ {Files}/*
    else:
        s3.put_object_acl(Bucket=FILES, Key=event["key"], ACL="private")
    if "OWNER" in os.environ:
        s3.put_object(Bucket=FILES, Key=event["key"], Body=b"")  # needs: s3:PutObject @ {Files}/*  # unrun: Stage has no owner
    region = os.environ.get("AWS_REGION") or "us-east-1"
    return boto3.client("s3", region_name=region).delete_object(Bucket=FILES, Key=event["key"])  # needs: s3:DeleteObject @ {Files}/*
