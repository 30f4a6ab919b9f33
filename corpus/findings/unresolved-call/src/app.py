import importlib
import subprocess

import boto3


def handler(event, context):
    boto3.client(event["service"]).list_things()  # gap: dynamic-service
    getattr(boto3.client("sqs"), event["operation"])()  # gap: dynamic-operation
    importlib.import_module(event["module"]).run()  # gap: reflection
    exec(event["code"])  # gap: reflection
    subprocess.run(["aws", "s3", "ls"], check=True)  # gap: subprocess
