import os

import boto3

ssm = boto3.client("ssm")


def handler(event, context):
    secret = boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["SECRET"])["SecretString"]  # needs: secretsmanager:GetSecretValue @ {Password}
    found = ssm.get_parameters_by_path(Path="/shop/db", Recursive=True)["Parameters"]  # needs: ssm:GetParametersByPath @ arn::ssm:::parameter/shop/db
    mode = ssm.get_parameter(Name=os.environ["MODE"])["Parameter"]["Value"]  # needs: ssm:GetParameter @ {Mode}
    regions = ssm.get_parameters_by_path(Path="/aws/service/global-infrastructure/regions")["Parameters"]  # needs: ssm:GetParametersByPath @ arn::ssm:::parameter/aws/service/global-infrastructure/regions
    ssm.get_parameters(Names=["/aws/service/bottlerocket/latest", "/shop/name"])  # needs: ssm:GetParameters @ arn::ssm:::parameter/aws/service/bottlerocket/latest; ssm:GetParameters @ arn::ssm:::parameter/shop/name
    return secret, mode, len(regions), {each["Name"]: each["Value"] for each in found}
