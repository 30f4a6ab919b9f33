"""https://github.com/aws-cloudformation/custom-resource-helper

A resource that is polled makes a rule that calls the function again, and takes it away.
"""

import os

import boto3


class CfnResource:
    def __init__(self, *more, **options):
        self._functions = []
        self._polling = []

    def create(self, function):
        self._functions.append(function)
        return function

    def update(self, function):
        self._functions.append(function)
        return function

    def delete(self, function):
        self._functions.append(function)
        return function

    def poll_create(self, function):
        self._polling.append(function)
        return function

    def poll_update(self, function):
        self._polling.append(function)
        return function

    def poll_delete(self, function):
        self._polling.append(function)
        return function

    def __call__(self, event, context):
        self.Data = {}
        for function in self._functions:
            function(event, context)
        for function in self._polling:
            function(event, context)
            events, functions = boto3.client("events"), boto3.client("lambda")
            events.put_rule(Name=event["LogicalResourceId"])
            events.put_targets(Rule=event["LogicalResourceId"], Targets=[])
            events.remove_targets(Rule=event["LogicalResourceId"], Ids=[])
            events.delete_rule(Name=event["LogicalResourceId"])
            functions.add_permission(FunctionName=os.environ["AWS_LAMBDA_FUNCTION_NAME"])
            functions.remove_permission(FunctionName=os.environ["AWS_LAMBDA_FUNCTION_NAME"], StatementId="x")
