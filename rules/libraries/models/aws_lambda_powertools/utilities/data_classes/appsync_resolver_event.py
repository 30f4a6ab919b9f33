"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class AppSyncResolverEvent(DictWrapper):
    @property
    def arguments(self):
        return self._data["arguments"]

    @property
    def source(self):
        return self._data["source"]

    @property
    def identity(self):
        return self._data["identity"]

    @property
    def type_name(self):
        return self._data["info"]["parentTypeName"]

    @property
    def field_name(self):
        return self._data["info"]["fieldName"]
