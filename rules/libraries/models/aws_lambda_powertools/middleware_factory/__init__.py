"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/middleware_factory/"""

from aws_lambda_powertools.middleware_factory.factory import lambda_handler_decorator
