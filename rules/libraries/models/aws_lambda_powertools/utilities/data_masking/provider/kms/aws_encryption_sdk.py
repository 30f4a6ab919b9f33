"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_masking/#required-resources

The first key makes the data key, the others encrypt it once more.
"""

import boto3
from aws_lambda_powertools.utilities.data_masking.provider import BaseProvider


class AWSEncryptionSDKProvider(BaseProvider):
    def __init__(self, keys, key_provider=None, local_cache_capacity=100, *more, **options):
        self.keys = keys
        self.client = boto3.client("kms")

    def encrypt(self, data, provider_options=None, **encryption_context):
        self.client.generate_data_key(KeyId=self.keys[0])
        for key in self.keys[1:]:
            self.client.encrypt(KeyId=key, Plaintext=b"")
        return "encrypted"

    def decrypt(self, data, provider_options=None, **encryption_context):
        for key in self.keys:
            self.client.decrypt(KeyId=key, CiphertextBlob=b"")
        return data
