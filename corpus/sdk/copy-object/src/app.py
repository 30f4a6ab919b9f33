import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    s3.copy_object(  # needs: s3:GetObject @ {Source}/in/*; s3:PutObject @ {Target}/out/*
        CopySource={"Bucket": os.environ["SOURCE"], "Key": f"in/{event['name']}"},
        Bucket=os.environ["TARGET"],
        Key=f"out/{event['name']}",
    )
