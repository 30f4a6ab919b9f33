"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/parameters/#create-your-own-provider"""

import json

import boto3


class BaseProvider:
    def __init__(self, *, client=None, resource=None):
        self.client = client

    def get(self, name, max_age=None, transform=None, force_fetch=False, **sdk_options):
        return transform_value(self._get(name, **sdk_options), transform)

    def get_multiple(self, path, max_age=None, transform=None, raise_on_transform_error=False, force_fetch=False, **sdk_options):
        return self._get_multiple(path, **sdk_options)

    def clear_cache(self):
        return None


def made(kind, service, boto3_session, given, config=None, endpoint_url=None):
    if given is not None:
        return given
    session = boto3_session if boto3_session is not None else boto3.session.Session()
    if kind == "resource":
        return session.resource(service, config=config, endpoint_url=endpoint_url)
    return session.client(service, config=config)


def transform_value(value, transform=None, raise_on_transform_error=True, key=""):
    if transform is None:
        return value
    return json.loads(value)


def clear_caches():
    return None
