# for: module.data.module.audit[0].aws_lambda_function.log
import os

import boto3


def handler(event, context):
    body = str(event).encode()
    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key="audit/last", Body=body)  # needs: s3:PutObject @ {module.data.aws_s3_bucket.files}/audit/last
