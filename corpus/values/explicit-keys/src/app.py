import json
import os

import boto3


def handler(event, context):
    found = boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["KEYS"])  # needs: secretsmanager:GetSecretValue @ {Keys}
    keys = json.loads(found["SecretString"])
    session = boto3.Session(aws_access_key_id=keys["id"], aws_secret_access_key=keys["key"])
    return session.client("s3").list_buckets()["Owner"]["ID"]  # elsewhere: s3.ListBuckets
