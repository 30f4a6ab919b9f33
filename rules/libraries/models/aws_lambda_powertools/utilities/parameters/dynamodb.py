"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/parameters/#iam-permissions"""

from aws_lambda_powertools.utilities.parameters.base import BaseProvider, made


class DynamoDBProvider(BaseProvider):
    def __init__(
        self, table_name, key_attr="id", sort_attr="sk", value_attr="value", endpoint_url=None, config=None,
        boto_config=None, boto3_session=None, boto3_client=None,
    ):
        resource = made("resource", "dynamodb", boto3_session, boto3_client, boto_config, endpoint_url)
        self.table = resource.Table(table_name)
        self.key_attr = key_attr

    def _get(self, name, **sdk_options):
        return self.table.get_item(Key={self.key_attr: name}, **sdk_options)["Item"]["value"]

    def _get_multiple(self, path, **sdk_options):
        return self.table.query(**sdk_options)
