import os
from distutils.util import strtobool

import boto3


def handler(event, context):
    if strtobool(os.environ["LIST"]):
        boto3.client("s3").list_objects_v2(Bucket=os.environ["FILES"])  # needs: s3:ListBucket @ {Files}
    if strtobool(os.environ["CLEAN"]):
        boto3.client("s3").delete_object(Bucket=os.environ["FILES"], Key="old")  # needs: explains s3:DeleteObject @ {Files}/old
