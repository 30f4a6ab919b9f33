"""AWS Lambda Powertools: https://docs.powertools.aws.dev/lambda/python/latest/

Logs and metrics leave through standard output, traces through the daemon beside the function: none of them calls an API.
"""

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import EphemeralMetrics, Metrics
from aws_lambda_powertools.tracing import Tracer
