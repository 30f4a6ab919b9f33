import clients
from container import resolve  # gap: unresolved-import
from mypy_boto3_s3.service_resource import Object


def name_of(found: Object) -> str:
    return f"{found.bucket_name}/{found.key}"


def read(found: Object) -> bytes:
    return found.get()["Body"].read()  # needs: s3:GetObject @ arn::s3:::*/*


def handler(event, context):
    found = resolve("object")
    clients.tables.Table("orders")  # gap: dynamic-service
    clients.anything.put_item(Item={})  # gap: dynamic-service
    return name_of(found), read(found)
