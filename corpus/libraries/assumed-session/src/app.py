import os

import boto3
from aws_assume_role_lib import assume_role


def handler(event, context):
    session = assume_role(boto3.Session(), os.environ["ROLE_ARN"], RoleSessionName="copy")  # needs: sts:AssumeRole @ {ReaderRoleArn}
    return session.client("s3").get_object(Bucket="b", Key="a")["Body"].read()  # elsewhere: s3.GetObject
