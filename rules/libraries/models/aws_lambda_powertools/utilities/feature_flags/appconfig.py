"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/feature_flags/#required-resources"""

from aws_lambda_powertools.utilities.feature_flags.base import StoreProvider
from aws_lambda_powertools.utilities.parameters.appconfig import AppConfigProvider


class AppConfigStore(StoreProvider):
    def __init__(
        self, environment, application, name, max_age=5, sdk_config=None, envelope="", jmespath_options=None, logger=None,
        boto_config=None, boto3_session=None, boto3_client=None,
    ):
        self.name = name
        self._conf_store = AppConfigProvider(
            environment, application, boto3_session=boto3_session, boto3_client=boto3_client
        )

    @property
    def get_raw_configuration(self):
        return self._conf_store.get(self.name)

    def get_configuration(self):
        return self._conf_store.get(self.name)
