"""https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk.html

A step runs the function that it is given; another function is invoked with this function's permissions.
"""

import boto3
from _overgrant import anything


class StepContext:
    def __init__(self):
        self.logger = anything("logger")


class Callback:
    def __init__(self):
        self.callback_id = anything("callback")

    def result(self):
        return anything("the callback's result")


class BatchResult:
    def __init__(self, results):
        self._results = results

    def get_results(self):
        return self._results


class DurableContext:
    def __init__(self, lambda_context=None):
        self.lambda_context = lambda_context
        self.logger = anything("logger")

    def step(self, func, name=None, config=None):
        return func(StepContext())

    def invoke(self, function_name, payload=None, name=None, config=None):
        boto3.client("lambda").invoke(FunctionName=function_name)
        return anything("the function's result")

    def map(self, inputs, func, name=None, config=None):
        return BatchResult([func(self, item, 0, inputs) for item in inputs])

    def parallel(self, functions, name=None, config=None):
        return BatchResult([function(self) for function in functions])

    def run_in_child_context(self, func, name=None, config=None):
        return func(self)

    def wait(self, duration=None, name=None):
        return None

    def create_callback(self, name=None, config=None):
        return Callback()

    def wait_for_callback(self, submitter, name=None, config=None):
        submitter(anything("callback"), StepContext())
        return anything("the callback's result")

    def wait_for_condition(self, check, config=None, name=None):
        return check(anything("state"), StepContext())


def durable_step(func):
    def wrapper(*positional, **named):
        def run(context):
            return func(context, *positional, **named)

        return run

    return wrapper


def durable_with_child_context(func):
    return durable_step(func)


def durable_parallel_branch(name=None):
    return durable_step


def durable_wait_for_callback(func):
    def wrapper(*positional, **named):
        def submit(callback_id, context):
            return func(callback_id, context, *positional, **named)

        return submit

    return wrapper
