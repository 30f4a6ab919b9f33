import os

import boto3
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.parameters import DynamoDBProvider, SecretsProvider, SSMProvider, get_secret

settings = DynamoDBProvider(table_name=os.environ["TABLE"])
secrets = SecretsProvider(boto3_client=boto3.client("secretsmanager"))
own = SSMProvider()


class Cached(SSMProvider):
    def latest(self, name):
        return self.get(name, max_age=60)  # needs: ssm:GetParameter @ arn::ssm:::parameter/shop/latest


def handler(event, context):
    mode = parameters.get_parameter("/shop/mode")  # needs: ssm:GetParameter @ arn::ssm:::parameter/shop/mode
    every = parameters.get_parameters("/shop/all")  # needs: ssm:GetParametersByPath @ arn::ssm:::parameter/shop/all
    # needs: ssm:GetParameters @ arn::ssm:::parameter/shop/a, arn::ssm:::parameter/shop/b
    several = parameters.get_parameters_by_name({"/shop/a": None, "/shop/b": {"max_age": 9}})
    own.set("/shop/seen", "yes", overwrite=True)  # needs: ssm:PutParameter @ arn::ssm:::parameter/shop/seen
    Cached().latest("/shop/latest")
    password = get_secret("shop-password")  # needs: secretsmanager:GetSecretValue @ arn::secretsmanager:::secret:shop-password-??????
    token = secrets.get("shop-token")  # needs: secretsmanager:GetSecretValue @ arn::secretsmanager:::secret:shop-token-??????
    limit = settings.get("limit")  # needs: dynamodb:GetItem @ {Settings}
    return [mode, every, several, password, token, limit]
