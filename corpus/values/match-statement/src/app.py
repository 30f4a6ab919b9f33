import os

import boto3


def handler(event, context):
    match event:
        case {"kind": "file", "name": name}:
            boto3.client("s3").delete_object(Bucket=os.environ["BUCKET"], Key=name)  # needs: s3:DeleteObject @ {Files}/*
        case {"kind": "row", "key": {"id": _} as key}:
            boto3.resource("dynamodb").Table(os.environ["TABLE"]).delete_item(Key=key)  # needs: dynamodb:DeleteItem @ {Orders}
        case _:
            raise ValueError(event["kind"])
