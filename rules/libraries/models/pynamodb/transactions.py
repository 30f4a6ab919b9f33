"""https://pynamodb.readthedocs.io/en/stable/transaction.html"""

import boto3


class _Transaction:
    def __init__(self, *more, **options):
        self._items = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._commit()


class TransactGet(_Transaction):
    def get(self, model_cls, hash_key, range_key=None):
        self._items.append({"Get": {"TableName": model_cls.Meta.table_name}})

    def _commit(self):
        boto3.client("dynamodb").transact_get_items(TransactItems=self._items)


class TransactWrite(_Transaction):
    def condition_check(self, model_cls, hash_key, range_key=None, condition=None):
        self._items.append({"ConditionCheck": {"TableName": model_cls.Meta.table_name}})

    def delete(self, model, condition=None, **options):
        self._items.append({"Delete": {"TableName": model.Meta.table_name}})

    def save(self, model, condition=None, return_values=None):
        self._items.append({"Put": {"TableName": model.Meta.table_name}})

    def update(self, model, actions=None, condition=None, return_values=None):
        self._items.append({"Update": {"TableName": model.Meta.table_name}})

    def _commit(self):
        boto3.client("dynamodb").transact_write_items(TransactItems=self._items)
