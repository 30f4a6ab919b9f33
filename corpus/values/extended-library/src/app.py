import logging
import os

import boto3
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec


class RemoteKey(ec.EllipticCurvePrivateKey):
    def __init__(self, key):
        self.key = key

    def sign(self, data, signature_algorithm):
        return boto3.client("kms").sign(KeyId=self.key, Message=data, SigningAlgorithm="ECDSA_SHA_256")["Signature"]  # needs: kms:Sign @ {Signing}


class Alarms(logging.Handler):
    def emit(self, record):
        boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=self.format(record))  # needs: sns:Publish @ {Alarm}


def handler(event, context):
    log = logging.getLogger("signing")
    log.addHandler(Alarms())
    log.error("signing")
    return x509.CertificateBuilder().sign(RemoteKey(os.environ["KEY"]), hashes.SHA256())
