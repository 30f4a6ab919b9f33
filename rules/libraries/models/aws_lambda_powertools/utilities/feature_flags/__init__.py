"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/feature_flags/"""

from aws_lambda_powertools.utilities.feature_flags.appconfig import AppConfigStore
from aws_lambda_powertools.utilities.feature_flags.base import StoreProvider
from aws_lambda_powertools.utilities.feature_flags.feature_flags import FeatureFlags
