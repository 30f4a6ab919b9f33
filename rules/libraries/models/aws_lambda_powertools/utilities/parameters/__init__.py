"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/parameters/"""

from aws_lambda_powertools.utilities.parameters.appconfig import AppConfigProvider, get_app_config
from aws_lambda_powertools.utilities.parameters.base import BaseProvider, clear_caches
from aws_lambda_powertools.utilities.parameters.dynamodb import DynamoDBProvider
from aws_lambda_powertools.utilities.parameters.secrets import (
    SecretsProvider,
    get_secret,
    get_secrets_by_name,
    set_secret,
)
from aws_lambda_powertools.utilities.parameters.ssm import (
    SSMProvider,
    get_parameter,
    get_parameters,
    get_parameters_by_name,
    set_parameter,
)
