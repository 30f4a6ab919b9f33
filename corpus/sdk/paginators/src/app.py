import os

import boto3

s3 = boto3.client("s3")
dynamodb = boto3.client("dynamodb")


def pages(client, method, **arguments):
    paginator = client.get_paginator(method.__name__)
    for page in paginator.paginate(**arguments):  # needs: dynamodb:Scan @ {Orders}; dynamodb:ListTables @ *
        yield page


def handler(event, context):
    listing = s3.get_paginator("list_objects_v2")
    keys = [item["Key"] for page in listing.paginate(Bucket=os.environ["BUCKET"]) for item in page.get("Contents", [])]  # needs: s3:ListBucket @ {Files}
    unused = s3.get_paginator("list_multipart_uploads")  # ok
    list(pages(dynamodb, dynamodb.scan, TableName=os.environ["TABLE"]))
    list(pages(dynamodb, dynamodb.list_tables))
    return keys
