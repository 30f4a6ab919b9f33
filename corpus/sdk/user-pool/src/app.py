import os

import boto3


def handler(event, context):
    return boto3.client("cognito-idp").admin_get_user(UserPoolId=os.environ["POOL"], Username=event["user"])  # needs: cognito-idp:AdminGetUser @ {Users}
