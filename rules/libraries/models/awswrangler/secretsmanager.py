"""https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#aws-secrets-manager"""

import json

from awswrangler._sessions import client


def get_secret(name, boto3_session=None):
    return client("secretsmanager", boto3_session).get_secret_value(SecretId=name)["SecretString"]


def get_secret_json(name, boto3_session=None):
    return json.loads(get_secret(name, boto3_session))
