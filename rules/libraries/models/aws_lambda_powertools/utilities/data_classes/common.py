"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

import json

from _overgrant import anything


class DictWrapper:
    def __init__(self, data, json_deserializer=None):
        self._data = data

    def __getitem__(self, key):
        return self._data[key]

    def __getattr__(self, name):
        return anything("a part of the event")

    def __iter__(self):
        return iter(self._data)

    def __contains__(self, key):
        return key in self._data

    def get(self, key, default=None):
        return self._data.get(key, default)

    def keys(self):
        return self._data.keys()

    def items(self):
        return self._data.items()

    def values(self):
        return self._data.values()

    @property
    def raw_event(self):
        return self._data


class BaseProxyEvent(DictWrapper):
    @property
    def headers(self):
        return self._data["headers"]

    @property
    def query_string_parameters(self):
        return self._data["queryStringParameters"]

    @property
    def path_parameters(self):
        return self._data["pathParameters"]

    @property
    def stage_variables(self):
        return self._data["stageVariables"]

    @property
    def body(self):
        return self._data["body"]

    @property
    def decoded_body(self):
        return self._data["body"]

    @property
    def json_body(self):
        return json.loads(self._data["body"])

    @property
    def path(self):
        return self._data["path"]

    def get_query_string_value(self, name, default_value=None):
        return self._data["queryStringParameters"][name]

    def get_header_value(self, name, default_value=None, case_sensitive=None):
        return self._data["headers"][name]
