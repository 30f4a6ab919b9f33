import os
from dataclasses import dataclass, field

import boto3


@dataclass(frozen=True)
class Settings:
    table: str
    bucket: str = field(default_factory=lambda: os.environ["BUCKET"])
    prefix: str = "orders/"

    def key(self, name: str) -> str:
        return self.prefix + name


SETTINGS = Settings(table=os.environ["TABLE"])


def handler(event, context):
    boto3.resource("dynamodb").Table(SETTINGS.table).put_item(Item=event)  # needs: dynamodb:PutItem @ {Orders}
    boto3.client("s3").put_object(Bucket=SETTINGS.bucket, Key=SETTINGS.key(event["id"]), Body=b"")  # needs: s3:PutObject @ {Files}/orders/*
