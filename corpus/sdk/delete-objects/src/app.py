import os

import boto3


def handler(event, context):
    boto3.client("s3").delete_objects(  # needs: s3:DeleteObject @ {Files}/a.txt, {Files}/b.txt
        Bucket=os.environ["BUCKET"],
        Delete={"Objects": [{"Key": "a.txt"}, {"Key": "b.txt"}]},
    )
