"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/manage-attributes.html

The table is made with the adapter, where that is asked for.
"""

import boto3
from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter


class DynamoDbAdapter(AbstractPersistenceAdapter):
    def __init__(
        self,
        table_name,
        partition_key_name="id",
        attribute_name="attributes",
        create_table=False,
        partition_keygen=None,
        dynamodb_resource=None,
    ):
        self.table_name = table_name
        self.partition_key_name = partition_key_name
        self.attribute_name = attribute_name
        self.partition_keygen = partition_keygen
        self.dynamodb = boto3.resource("dynamodb") if dynamodb_resource is None else dynamodb_resource
        if create_table:
            self.dynamodb.create_table(TableName=table_name)

    def _key(self, request_envelope):
        return self.partition_keygen(request_envelope) if self.partition_keygen else request_envelope

    def get_attributes(self, request_envelope):
        table = self.dynamodb.Table(self.table_name)
        found = table.get_item(Key={self.partition_key_name: self._key(request_envelope)}, ConsistentRead=True)
        return found["Item"][self.attribute_name]

    def save_attributes(self, request_envelope, attributes):
        table = self.dynamodb.Table(self.table_name)
        table.put_item(Item={self.partition_key_name: self._key(request_envelope), self.attribute_name: attributes})

    def delete_attributes(self, request_envelope):
        table = self.dynamodb.Table(self.table_name)
        table.delete_item(Key={self.partition_key_name: self._key(request_envelope)})
