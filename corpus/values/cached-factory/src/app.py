import os
from functools import cache, cached_property, lru_cache

import boto3


@lru_cache(maxsize=None)
def service(name):
    return boto3.client(name)


@cache
def setting(name: str) -> str:
    return os.environ[name]


class Reader:
    @cached_property
    def table(self):
        return boto3.resource("dynamodb").Table(setting("TABLE"))

    @property
    def index(self):
        return service("s3").get_object(Bucket=setting("BUCKET"), Key="index.json")  # needs: s3:GetObject @ {Files}/index.json


def handler(event, context):
    reader = Reader()
    return reader.table.scan()["Count"], reader.index["ContentLength"]  # needs: dynamodb:Scan @ {Orders}
