"""https://github.com/DavidMuller/aws-requests-auth"""

import boto3
from aws_requests_auth.aws_auth import AWSRequestsAuth


class BotoAWSRequestsAuth(AWSRequestsAuth):
    def __init__(self, aws_host, aws_region, aws_service):
        self.credentials = boto3.Session().get_credentials()
        self.service = aws_service


def get_credentials(credentials_obj=None):
    found = credentials_obj if credentials_obj is not None else boto3.Session().get_credentials()
    return {"aws_access_key": found, "aws_secret_access_key": found, "aws_token": found}
