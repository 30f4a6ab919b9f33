import os

from aws_lambda_powertools.utilities.data_masking import DataMasking
from aws_lambda_powertools.utilities.data_masking.provider.kms.aws_encryption_sdk import AWSEncryptionSDKProvider

masker = DataMasking(provider=AWSEncryptionSDKProvider(keys=[os.environ["KEY"], os.environ["SPARE"]]))


def handler(event, context):
    hidden = masker.encrypt(event["card"])  # needs: kms:GenerateDataKey @ {Key}; kms:Encrypt @ {Spare}
    return masker.decrypt(hidden)  # needs: kms:Decrypt @ {Key}, {Spare}
