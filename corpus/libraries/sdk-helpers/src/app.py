import os

import aws_encryption_sdk
import boto3
from aws_lambda_powertools.utilities.circuit_breaker import circuit_breaker
from aws_lambda_powertools.utilities.circuit_breaker.persistence import CircuitBreakerDynamoDBPersistence
from slack_sdk.oauth.installation_store.amazon_s3 import AmazonS3InstallationStore

client = aws_encryption_sdk.EncryptionSDKClient()
keys = aws_encryption_sdk.StrictAwsKmsMasterKeyProvider(key_ids=[os.environ["KEY"]])
store = CircuitBreakerDynamoDBPersistence(table_name=os.environ["CIRCUITS"])
installations = AmazonS3InstallationStore(s3_client=boto3.client("s3"), bucket_name=os.environ["BUCKET"])


@circuit_breaker(name="billing", persistence_store=store)
def charge(order):
    return order


def handler(event, context):
    hidden, _ = client.encrypt(source=event["card"], key_provider=keys)  # needs: kms:GenerateDataKey @ {Key}
    charge(event)  # needs: dynamodb:GetItem @ {Circuits}; dynamodb:PutItem @ {Circuits}; dynamodb:UpdateItem @ {Circuits}
    installations.save(hidden)  # needs: s3:PutObject @ {Files}/*
