"""https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/python.html

The first key makes the data key, the others encrypt it once more.
"""

import boto3
from _overgrant import anything


class StrictAwsKmsMasterKeyProvider:
    def __init__(self, *more, key_ids=None, botocore_session=None, **options):
        self._keys = key_ids if key_ids is not None else [anything("a key")]


class DiscoveryAwsKmsMasterKeyProvider(StrictAwsKmsMasterKeyProvider):
    pass


class EncryptionSDKClient:
    def __init__(self, *more, **options):
        self._kms = boto3.client("kms")

    def encrypt(self, *more, source=None, key_provider=None, materials_manager=None, **options):
        self._kms.generate_data_key(KeyId=key_provider._keys[0])
        for key in key_provider._keys[1:]:
            self._kms.encrypt(KeyId=key, Plaintext=b"")
        return anything("ciphertext"), anything("header")

    def decrypt(self, *more, source=None, key_provider=None, materials_manager=None, **options):
        for key in key_provider._keys:
            self._kms.decrypt(KeyId=key, CiphertextBlob=b"")
        return anything("plaintext"), anything("header")
