import boto3


def handler(event, context):
    return boto3.client("ssm").get_parameter(Name="/a")["Parameter"]["Value"]  # needs: ssm:GetParameter @ arn::ssm:::parameter/a
