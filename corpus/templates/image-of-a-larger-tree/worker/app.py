import os

import boto3


def handler(event, context):
    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key=f"reports/{event['id']}.md", Body=b"")  # needs: s3:PutObject @ {Reports}/reports/*.md
