"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/circuit_breaker/"""

from aws_lambda_powertools.utilities.parameters.base import made


class CircuitBreakerDynamoDBPersistence:
    def __init__(self, table_name, key_attr="id", boto_config=None, boto3_session=None, boto3_client=None, **options):
        self.client = made("client", "dynamodb", boto3_session, boto3_client)
        self.table_name = table_name
        self.key_attr = key_attr

    def _get_record(self, name):
        return self.client.get_item(TableName=self.table_name, Key={self.key_attr: {}})

    def _put_record(self, record):
        self.client.put_item(TableName=self.table_name, Item={self.key_attr: {}})

    def _update_record(self, record):
        self.client.update_item(TableName=self.table_name, Key={self.key_attr: {}})
