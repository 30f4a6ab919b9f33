import os
import time

import boto3

logs = boto3.client("logs")
WHERE = {"logGroupName": os.environ["GROUP"], "logStreamName": "today"}


def handler(event, context):
    logs.create_log_stream(**WHERE)  # needs: logs:CreateLogStream @ {Audit}
    logs.put_log_events(**WHERE, logEvents=[{"timestamp": int(time.time() * 1000), "message": "x"}])  # needs: logs:PutLogEvents @ {Audit}:log-stream:today
