import boto3


def current():
    return boto3.client("ssm").get_parameter(Name="/shop/rate")["Parameter"]["Value"]  # needs: ssm:GetParameter @ arn::ssm:::parameter/shop/rate
