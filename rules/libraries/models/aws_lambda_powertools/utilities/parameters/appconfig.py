"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/parameters/#iam-permissions"""

import os

from aws_lambda_powertools.utilities.parameters.base import BaseProvider, made

SERVICE = os.environ["POWERTOOLS_SERVICE_NAME"]


class AppConfigProvider(BaseProvider):
    def __init__(
        self, environment, application=SERVICE, config=None, boto_config=None, boto3_session=None, boto3_client=None
    ):
        self.client = made("client", "appconfigdata", boto3_session, boto3_client, boto_config)
        self.application = application
        self.environment = environment

    def _get(self, name, **sdk_options):
        started = self.client.start_configuration_session(
            ConfigurationProfileIdentifier=name, ApplicationIdentifier=self.application,
            EnvironmentIdentifier=self.environment, **sdk_options,
        )
        found = self.client.get_latest_configuration(ConfigurationToken=started["InitialConfigurationToken"])
        return found["Configuration"].read()


def get_app_config(name, environment, application=SERVICE, transform=None, force_fetch=False, max_age=None, **sdk_options):
    return AppConfigProvider(environment, application).get(name, transform=transform, **sdk_options)
