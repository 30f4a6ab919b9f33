import boto3
from cfn_custom_resource import create, delete, update
from cfn_custom_resource import lambda_handler as handler


@create()
@update()
def make(event, context):
    boto3.client("s3").create_bucket(Bucket="made-by-a-resource")  # needs: s3:CreateBucket @ arn::s3:::made-by-a-resource
    return "made-by-a-resource", {}


@delete()
def take_away(event, context):
    boto3.client("s3").delete_bucket(Bucket="made-by-a-resource")  # needs: s3:DeleteBucket @ arn::s3:::made-by-a-resource
