import os

import backoff
import boto3
from botocore.exceptions import ClientError
from lambda_decorators import before
from tenacity import retry, stop_after_attempt

s3 = boto3.client("s3")


def told(state):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="again")  # needs: sns:Publish @ {Errors}  # unrun: only after a failure


@retry(stop=stop_after_attempt(3), after=told)
def load(bucket, key):
    return s3.list_objects_v2(Bucket=bucket, Prefix=key)  # needs: s3:ListBucket @ {Files}


@backoff.on_exception(backoff.expo, ClientError, max_tries=2)
def save(bucket, key):
    s3.put_object(Bucket=bucket, Key=key, Body=b"")  # needs: s3:PutObject @ {Files}/seen


@before
def counted(event, context):
    s3.put_object(Bucket=os.environ["BUCKET"], Key="calls", Body=b"")  # needs: s3:PutObject @ {Files}/calls
    return event, context


@counted
def handler(event, context):
    load(os.environ["BUCKET"], "in")
    save(os.environ["BUCKET"], "seen")
