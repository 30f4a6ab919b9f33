"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/#required-resources"""

from aws_lambda_powertools.utilities.idempotency.persistence.base import BasePersistenceLayer
from aws_lambda_powertools.utilities.parameters.base import made


class DynamoDBPersistenceLayer(BasePersistenceLayer):
    def __init__(
        self, table_name, key_attr="id", static_pk_value=None, sort_key_attr=None, expiry_attr="expiration",
        in_progress_expiry_attr="in_progress_expiration", status_attr="status", data_attr="data",
        validation_key_attr="validation", boto_config=None, boto3_session=None, boto3_client=None,
    ):
        self.client = made("client", "dynamodb", boto3_session, boto3_client, boto_config)
        self.table_name = table_name
        self.key_attr = key_attr

    def _get_record(self, idempotency_key):
        return self.client.get_item(TableName=self.table_name, Key={self.key_attr: {}})

    def _put_record(self, data_record):
        self.client.put_item(TableName=self.table_name, Item={self.key_attr: {}})

    def _update_record(self, data_record):
        self.client.update_item(TableName=self.table_name, Key={self.key_attr: {}})

    def _delete_record(self, data_record):
        self.client.delete_item(TableName=self.table_name, Key={self.key_attr: {}})
