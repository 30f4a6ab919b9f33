import boto3
import some_storage_helper  # gap: unresolved-import

s3 = boto3.client("s3")


def handler(event, context):
    return some_storage_helper.sync(s3, "/tmp")  # gap: escaped-client
