import os

from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.feature_flags import AppConfigStore, FeatureFlags

flags = FeatureFlags(store=AppConfigStore(environment="prod", application="shop", name="flags"))


def handler(event, context):
    # needs: appconfig:StartConfigurationSession @ {Shop}/environment/{Prod}/configuration/{Limits}
    # needs: appconfig:GetLatestConfiguration @ arn::appconfig:::application/*/environment/*/configuration/*
    limits = parameters.get_app_config(name=os.environ["LIMITS"], environment=os.environ["PROD"], application=os.environ["SHOP"])
    # needs: appconfig:StartConfigurationSession @ arn::appconfig:::application/*/environment/*/configuration/*
    # needs: appconfig:GetLatestConfiguration @ arn::appconfig:::application/*/environment/*/configuration/*
    return limits if flags.evaluate(name="limited", default=False) else None
