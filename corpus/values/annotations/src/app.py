from __future__ import annotations

import os
from typing import TYPE_CHECKING

from container import resolve  # gap: unresolved-import

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.service_resource import Table
    from mypy_boto3_s3 import S3Client


class Service:
    files: "S3Client"

    def __init__(self, files: S3Client, table: Table) -> None:
        self.files = files
        self.table = table

    def run(self) -> None:
        body = self.files.get_object(Bucket=os.environ["BUCKET"], Key="a.txt")["Body"]  # needs: s3:GetObject @ {Files}/a.txt
        self.table.put_item(Item={"id": body.read()})  # needs: dynamodb:PutItem @ arn::dynamodb:::table/*


def handler(event, context):
    Service(resolve("files"), resolve("table")).run()
