"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/validation/"""

from aws_lambda_powertools.utilities.validation.validator import validate, validator
