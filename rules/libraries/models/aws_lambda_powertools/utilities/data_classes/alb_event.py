"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent


class ALBEvent(BaseProxyEvent):
    pass
