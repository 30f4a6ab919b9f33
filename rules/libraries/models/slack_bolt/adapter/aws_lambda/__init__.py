"""https://docs.slack.dev/tools/bolt-python/concepts/lazy-listeners"""

import os

import boto3
from _overgrant import anything


class SlackRequestHandler:
    def __init__(self, app, *more):
        self.app = app

    def handle(self, event, context):
        self.app._run()
        for lazy in self.app._lazy:
            boto3.client("lambda").invoke(FunctionName=os.environ["AWS_LAMBDA_FUNCTION_NAME"])
        return anything("a response")

    def clear_all_log_handlers(self=None):
        return None
