import boto3
from aws_secretsmanager_caching import InjectKeywordedSecretString, SecretCache, SecretCacheConfig

cache = SecretCache(config=SecretCacheConfig(), client=boto3.client("secretsmanager"))


@InjectKeywordedSecretString(secret_id="shop-login", cache=cache, user="username")
def login(user):
    return user


def handler(event, context):
    # needs: secretsmanager:GetSecretValue @ arn::secretsmanager:::secret:shop-login-??????
    # needs: secretsmanager:DescribeSecret @ arn::secretsmanager:::secret:shop-login-??????
    login()
    # needs: secretsmanager:GetSecretValue @ arn::secretsmanager:::secret:shop-token-??????
    # needs: secretsmanager:DescribeSecret @ arn::secretsmanager:::secret:shop-token-??????
    return cache.get_secret_string("shop-token")
