import os

import boto3

kms = boto3.client("kms")
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    kms.describe_key(KeyId="alias/shop")  # needs: kms:DescribeKey @ arn::kms:::key/*
    made = kms.encrypt(
        KeyId=os.environ["KEY"], Plaintext=b"x", EncryptionContext={"purpose": "orders"}
    )  # needs: kms:Encrypt @ {Key}
    kms.decrypt(
        KeyId=os.environ["KEY"],
        CiphertextBlob=made.get("CiphertextBlob", b"y"),
        EncryptionContext={"tenant": event["tenant"]},
    )  # needs: kms:Decrypt @ {Key}
    table.get_item(Key={"kind": "limits", "id": event["id"]})  # needs: dynamodb:GetItem @ {Settings}
    table.put_item(Item={"kind": event["tenant"], "id": event["id"]})  # needs: dynamodb:PutItem @ {Settings}
