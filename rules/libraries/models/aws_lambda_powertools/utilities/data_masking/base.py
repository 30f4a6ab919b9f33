"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_masking/"""

from _overgrant import anything


class DataMasking:
    def __init__(self, provider=None, *more, **options):
        self.provider = provider

    def encrypt(self, data, provider_options=None, **encryption_context):
        return self.provider.encrypt(data, provider_options, **encryption_context)

    def decrypt(self, data, provider_options=None, **encryption_context):
        return self.provider.decrypt(data, provider_options, **encryption_context)

    def erase(self, data, *more, **options):
        return anything("masked")
