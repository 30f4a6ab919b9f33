"""https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk.html

Lambda's checkpoints are calls of the SDK with permissions that follow from the function's configuration.
"""

from aws_durable_execution_sdk_python.context import (
    DurableContext,
    durable_parallel_branch,
    durable_step,
    durable_wait_for_callback,
    durable_with_child_context,
)
from aws_durable_execution_sdk_python.execution import durable_execution
from aws_durable_execution_sdk_python.retries import with_retry
