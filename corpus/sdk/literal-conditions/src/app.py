import os

import boto3

kms = boto3.client("kms")
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
KEY = os.environ["KEY"]


def handler(event, context):
    kms.describe_key(KeyId="alias/shop")  # needs: kms:DescribeKey @ arn::kms:::key/*
    made = kms.encrypt(KeyId=KEY, Plaintext=b"x", EncryptionContext={"purpose": "orders"})  # needs: kms:Encrypt @ {Key}
    sealed = made.get("CiphertextBlob", b"y")
    kms.decrypt(KeyId=KEY, CiphertextBlob=sealed, EncryptionContext={"of": event["tenant"]})  # needs: kms:Decrypt @ {Key}
    table.get_item(Key={"kind": "limits", "id": event["id"]})  # needs: dynamodb:GetItem @ {Settings}
    table.put_item(Item={"kind": event["tenant"], "id": event["id"]})  # needs: dynamodb:PutItem @ {Settings}
