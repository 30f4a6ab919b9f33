"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/feature_flags/"""

from _overgrant import anything


class FeatureFlags:
    def __init__(self, store, logger=None):
        self.store = store

    def get_configuration(self):
        return self.store.get_configuration()

    def evaluate(self, *, name=None, context=None, default=None):
        self.store.get_configuration()
        return anything("flag")

    def get_enabled_features(self, *, context=None):
        self.store.get_configuration()
        return anything("flags")

    def validation_exception_handler(self, exc_class):
        def put_on(function):
            function(anything("error"))
            return function

        return put_on
