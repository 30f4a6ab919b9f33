"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_masking/"""

from aws_lambda_powertools.utilities.data_masking.base import DataMasking
