"""https://pynamodb.readthedocs.io/en/stable/api.html

Releases before 6 describe a table before they first use it.
"""

import boto3
from _overgrant import anything, call


def _client(model):
    return boto3.client(
        "dynamodb",
        aws_access_key_id=getattr(model.Meta, "aws_access_key_id", None),
        aws_secret_access_key=getattr(model.Meta, "aws_secret_access_key", None),
    )


def _table(model):
    call("pynamodb", "DescribeTable", TableName=model.Meta.table_name)
    return {"TableName": model.Meta.table_name}


class BatchWrite:
    def __init__(self, model):
        self._model = model

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.commit()

    def save(self, item):
        self.commit()

    def delete(self, item):
        self.commit()

    def commit(self):
        name = _table(self._model)["TableName"]
        _client(self._model).batch_write_item(RequestItems={name: [{}]})


class Model:
    def __init__(self, hash_key=None, range_key=None, **attributes):
        self.attribute_values = attributes

    @classmethod
    def get(cls, hash_key, range_key=None, *more, **options):
        _client(cls).get_item(Key={}, **_table(cls))
        return cls()

    @classmethod
    def query(cls, hash_key=None, range_key_condition=None, filter_condition=None, consistent_read=False, index_name=None, *more, **options):
        _client(cls).query(IndexName=index_name, **_table(cls))
        return [cls()]

    @classmethod
    def scan(cls, filter_condition=None, segment=None, total_segments=None, limit=None, *more, index_name=None, **options):
        _client(cls).scan(IndexName=index_name, **_table(cls))
        return [cls()]

    @classmethod
    def count(cls, hash_key=None, range_key_condition=None, filter_condition=None, consistent_read=False, index_name=None, *more, **options):
        if hash_key is None:
            _client(cls).describe_table(TableName=cls.Meta.table_name)
        else:
            _client(cls).query(IndexName=index_name, **_table(cls))
        return anything("a count")

    @classmethod
    def batch_get(cls, items, *more, **options):
        _client(cls).batch_get_item(RequestItems={_table(cls)["TableName"]: {}})
        return [cls()]

    @classmethod
    def batch_write(cls, auto_commit=True):
        return BatchWrite(cls)

    @classmethod
    def exists(cls):
        _client(cls).describe_table(TableName=cls.Meta.table_name)
        return anything("whether it exists")

    @classmethod
    def describe_table(cls):
        return _client(cls).describe_table(TableName=cls.Meta.table_name)

    @classmethod
    def create_table(cls, *more, **options):
        _client(cls).describe_table(TableName=cls.Meta.table_name)
        _client(cls).create_table(TableName=cls.Meta.table_name)

    @classmethod
    def delete_table(cls, *more, **options):
        _client(cls).delete_table(TableName=cls.Meta.table_name)

    @classmethod
    def update_ttl(cls, ignore_update_ttl_errors=False):
        _client(cls).update_time_to_live(TableName=cls.Meta.table_name)

    def save(self, condition=None, **options):
        return _client(self).put_item(Item={}, **_table(self))

    def update(self, actions=None, condition=None, **options):
        return _client(self).update_item(Key={}, **_table(self))

    def delete(self, condition=None, **options):
        return _client(self).delete_item(Key={}, **_table(self))

    def refresh(self, consistent_read=False):
        _client(self).get_item(Key={}, **_table(self))
