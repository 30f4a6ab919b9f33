"""https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#amazon-sts"""

from awswrangler._sessions import client


def get_account_id(boto3_session=None):
    return client("sts", boto3_session).get_caller_identity()["Account"]


def get_current_identity_arn(boto3_session=None):
    return client("sts", boto3_session).get_caller_identity()["Arn"]


def get_current_identity_name(boto3_session=None):
    return get_current_identity_arn(boto3_session).split("/", 1)[-1]
