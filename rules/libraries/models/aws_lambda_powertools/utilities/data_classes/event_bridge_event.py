"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class EventBridgeEvent(DictWrapper):
    @property
    def account(self):
        return self._data["account"]

    @property
    def region(self):
        return self._data["region"]

    @property
    def resources(self):
        return self._data["resources"]

    @property
    def source(self):
        return self._data["source"]

    @property
    def detail_type(self):
        return self._data["detail-type"]

    @property
    def detail(self):
        return self._data["detail"]
