import boto3
from crhelper import CfnResource

helper = CfnResource()


@helper.create
@helper.update
def make(event, context):
    boto3.client("s3").create_bucket(Bucket="made-by-a-resource")  # needs: s3:CreateBucket @ arn::s3:::made-by-a-resource


@helper.delete
def take_away(event, context):
    boto3.client("s3").delete_bucket(Bucket="made-by-a-resource")  # needs: s3:DeleteBucket @ arn::s3:::made-by-a-resource


def handler(event, context):
    helper(event, context)
