import os

import boto3


def handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        boto3.client("s3").get_object(Bucket=bucket, Key=record["s3"]["object"]["key"])  # needs: s3:GetObject @ arn::s3:::{{resolve:ssm:{Parent}-InputBucketName}}/*
    boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["API_KEY"])  # needs: secretsmanager:GetSecretValue @ {ApiKey}
