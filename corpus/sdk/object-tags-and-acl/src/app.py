import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    s3.put_object(Bucket=os.environ["BUCKET"], Key="tagged", Body=b"", Tagging="a=b")  # needs: s3:PutObject @ {Files}/tagged; s3:PutObjectTagging @ {Files}/tagged
    s3.put_object(Bucket=os.environ["BUCKET"], Key="shared", Body=b"", ACL="bucket-owner-full-control")  # needs: s3:PutObject @ {Files}/shared; s3:PutObjectAcl @ {Files}/shared
