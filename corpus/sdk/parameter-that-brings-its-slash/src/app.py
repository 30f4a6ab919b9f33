import os

import boto3


def handler(event, context):
    names = [os.environ["PREFIX"] + "key"]
    boto3.client("ssm").get_parameters(Names=names)  # needs: ssm:GetParameters @ arn::ssm:::parameter{Prefix}key
    boto3.client("ssm").get_parameters(Names=[f"{os.environ['FOLDER']}/key"])  # needs: ssm:GetParameters @ arn::ssm:::parameter/{Folder}/key
