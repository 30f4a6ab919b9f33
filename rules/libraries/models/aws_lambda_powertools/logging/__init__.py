"""https://docs.powertools.aws.dev/lambda/python/latest/core/logger/"""

from aws_lambda_powertools.logging.logger import Logger
