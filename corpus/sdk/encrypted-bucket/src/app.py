import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    s3.put_object(Bucket=os.environ["BUCKET"], Key="a", Body=b"x")  # needs: s3:PutObject @ {Files}/a; kms:GenerateDataKey @ {Key}
    return s3.get_object(Bucket=os.environ["BUCKET"], Key="a")["ContentLength"]  # needs: s3:GetObject @ {Files}/a; kms:Decrypt @ {Key}
