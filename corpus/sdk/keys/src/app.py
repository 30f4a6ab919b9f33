import os

import boto3

kms = boto3.client("kms")
KEY = os.environ["KEY"]


def handler(event, context):
    wrapped = kms.encrypt(KeyId=KEY, Plaintext=b"secret")["CiphertextBlob"]  # needs: kms:Encrypt @ {Key}
    kms.generate_data_key(KeyId=KEY, KeySpec="AES_256")  # needs: kms:GenerateDataKey @ {Key}
    return kms.decrypt(CiphertextBlob=wrapped, KeyId=KEY)["Plaintext"].decode()  # needs: kms:Decrypt @ {Key}
