"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/feature_flags/"""

from _overgrant import anything


class StoreProvider:
    def get_configuration(self):
        return anything("configuration")
