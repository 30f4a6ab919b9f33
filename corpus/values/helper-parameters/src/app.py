import os

import boto3

from transfer import move

s3 = boto3.client("s3")


def handler(event, context):
    move(s3, os.environ["INBOX"], os.environ["ARCHIVE"], event["name"])
