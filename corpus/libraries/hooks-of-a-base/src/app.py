import boto3
from some_resource_provider import ResourceProvider  # gap: unseen-package


class KeyPairs(ResourceProvider):
    def __init__(self):
        super().__init__()
        self.ec2 = boto3.client("ec2")

    def store(self):
        self.ec2.import_key_pair(KeyName=self.get("Name"), PublicKeyMaterial=b"")  # needs: ec2:ImportKeyPair @ arn::ec2:::key-pair/*

    def create(self):
        self.store()

    def delete(self):
        self.ec2.delete_key_pair(KeyPairId=self.physical_resource_id)  # needs: ec2:DeleteKeyPair @ *


class Unused(ResourceProvider):
    def create(self):
        boto3.client("ec2").describe_key_pairs()


provider = KeyPairs()


def handler(event, context):
    return provider.handle(event, context)
