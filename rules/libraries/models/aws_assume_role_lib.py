"""https://github.com/benkehoe/aws-assume-role-lib"""

import boto3


def assume_role(session, RoleArn, *more, RoleSessionName=None, region_name=None, **options):
    answer = session.client("sts").assume_role(RoleArn=RoleArn, RoleSessionName=RoleSessionName)
    credentials = answer["Credentials"]
    return boto3.Session(
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
        region_name=region_name,
    )
