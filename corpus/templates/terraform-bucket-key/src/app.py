import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    s3.put_object(Bucket=os.environ["BUCKET"], Key="a", Body=b"x")  # needs: s3:PutObject @ {aws_s3_bucket.files}/a; kms:GenerateDataKey @ {aws_kms_key.files}
    s3.put_object(Bucket=os.environ["FOREIGN"], Key="b", Body=b"x")  # needs: s3:PutObject @ arn::s3:::{var.foreign_bucket}/b
