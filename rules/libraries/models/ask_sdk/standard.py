"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/manage-attributes.html

A table's name is all that the builder needs to keep attributes in DynamoDB.
"""

from ask_sdk_core.skill import SkillConfiguration
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_dynamodb.adapter import DynamoDbAdapter


class StandardSkillBuilder(SkillBuilder):
    def __init__(self, table_name=None, auto_create_table=None, partition_keygen=None, dynamodb_client=None):
        super().__init__()
        self.table_name = table_name
        self.auto_create_table = auto_create_table
        self.partition_keygen = partition_keygen
        self.dynamodb_client = dynamodb_client

    @property
    def skill_configuration(self):
        if self.table_name is None:
            return SkillConfiguration(self)
        adapter = DynamoDbAdapter(
            self.table_name,
            create_table=self.auto_create_table,
            partition_keygen=self.partition_keygen,
            dynamodb_resource=self.dynamodb_client,
        )
        return SkillConfiguration(self, adapter)
