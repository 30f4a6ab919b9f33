"""https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk.html"""

from aws_durable_execution_sdk_python.context import DurableContext


def durable_execution(func=None, *, boto3_client=None, plugins=None):
    def put_on(function):
        def wrapper(event, context):
            return function(event, DurableContext(context))

        return wrapper

    return put_on if func is None else put_on(func)
