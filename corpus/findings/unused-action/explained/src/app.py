import io
import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    s3.head_object(Bucket=os.environ["BUCKET"], Key="b")  # needs: s3:GetObject @ {Files}/b; explains s3:ListBucket @ {Files}
    s3.upload_fileobj(io.BytesIO(b"x"), os.environ["BUCKET"], "a")  # needs: s3:PutObject @ {Files}/a; explains s3:AbortMultipartUpload @ {Files}/a
