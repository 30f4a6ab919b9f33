import os

import boto3
from aws_lambda_powertools.shared.functions import strtobool


def is_on(text):
    return text.strip().lower() in ("true", "yes", "1")


class Cleaner:
    def run(self, bucket):
        boto3.client("s3").delete_object(Bucket=bucket, Key="old")  # needs: s3:DeleteObject @ {Files}/old


class Counter:
    def run(self, bucket):
        boto3.client("s3").get_object(Bucket=bucket, Key="old")  # needs: explains s3:GetObject @ {Files}/old  # unrun: COUNT is set to no


SERVICES = {"cache": {"regional": 1, "paths": []}}
SEEN = {"before": False, "given": 0}


def handler(event, context):
    for name in SERVICES:
        if not SERVICES[name]["regional"]:
            boto3.client("elasticache").describe_cache_clusters()
    if SEEN["before"]:
        boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="again")  # needs: sns:Publish @ {Topic}  # unrun: the second time only
    SEEN["before"] = True
    SEEN.update(event)
    if SEEN["given"]:
        boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="given")  # needs: sns:Publish @ {Topic}  # unrun: the event says nothing
    jobs = {Cleaner: os.environ["CLEAN"], Counter: os.getenv("COUNT", "yes")}
    for job, flag in jobs.items():
        if is_on(flag):
            job().run(os.environ["FILES"])
    if is_on(os.environ["NOTIFY"]):
        boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="done")  # needs: sns:Publish @ {Topic}  # unrun: Notify is false by default
    if bool(strtobool(os.environ.get("LIST", "true"))):
        boto3.client("s3").list_objects_v2(Bucket=os.environ["FILES"])  # needs: explains s3:ListBucket @ {Files}  # unrun: LIST is set to off
