"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/parameters/#iam-permissions"""

from aws_lambda_powertools.utilities.parameters.base import BaseProvider, made


class SecretsProvider(BaseProvider):
    def __init__(self, config=None, boto_config=None, boto3_session=None, boto3_client=None):
        self.client = made("client", "secretsmanager", boto3_session, boto3_client, boto_config)

    def set(self, name, value, *, client_request_token=None, **sdk_options):
        try:
            return self.client.put_secret_value(SecretId=name, SecretString=value, **sdk_options)
        except self.client.exceptions.ResourceNotFoundException:
            return self.client.create_secret(Name=name, SecretString=value, **sdk_options)

    def get_multiple(self, names, max_age=None, transform=None, force_fetch=False, **sdk_options):
        self.client.batch_get_secret_value(Filters=[{"Key": "name", "Values": names}], **sdk_options)
        return {}

    def _get(self, name, **sdk_options):
        return self.client.get_secret_value(SecretId=name, **sdk_options)["SecretString"]


def get_secret(name, transform=None, force_fetch=False, max_age=None, **sdk_options):
    return SecretsProvider().get(name, transform=transform, **sdk_options)


def get_secrets_by_name(names, transform=None, force_fetch=False, max_age=None, **sdk_options):
    return SecretsProvider().get_multiple(names, transform=transform, **sdk_options)


def set_secret(name, value, *, client_request_token=None, **sdk_options):
    return SecretsProvider().set(name, value, **sdk_options)
