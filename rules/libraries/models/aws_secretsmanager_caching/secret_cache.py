"""https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_cache-python.html

A secret is described before it is read, to learn which version is current.
"""

import boto3


class SecretCache:
    def __init__(self, config=None, client=None):
        self._client = client if client is not None else boto3.client("secretsmanager")

    def get_secret_string(self, secret_id, version_stage=None):
        return self._read(secret_id)["SecretString"]

    def get_secret_binary(self, secret_id, version_stage=None):
        return self._read(secret_id)["SecretBinary"]

    def refresh_secret_now(self, secret_id):
        self._read(secret_id)
        return True

    def _read(self, secret_id):
        self._client.describe_secret(SecretId=secret_id)
        return self._client.get_secret_value(SecretId=secret_id)
