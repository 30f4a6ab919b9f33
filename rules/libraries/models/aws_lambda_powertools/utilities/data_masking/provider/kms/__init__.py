"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_masking/"""

from aws_lambda_powertools.utilities.data_masking.provider.kms.aws_encryption_sdk import AWSEncryptionSDKProvider
