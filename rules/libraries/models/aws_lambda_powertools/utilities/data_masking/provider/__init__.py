"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_masking/"""

from _overgrant import anything


class BaseProvider:
    def encrypt(self, data, provider_options=None, **encryption_context):
        return anything("encrypted")

    def decrypt(self, data, provider_options=None, **encryption_context):
        return anything("decrypted")
