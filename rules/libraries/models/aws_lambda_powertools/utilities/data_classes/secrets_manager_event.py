"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class SecretsManagerEvent(DictWrapper):
    @property
    def secret_id(self):
        return self._data["SecretId"]

    @property
    def version_id(self):
        return self._data["ClientRequestToken"]

    @property
    def step(self):
        return self._data["Step"]
