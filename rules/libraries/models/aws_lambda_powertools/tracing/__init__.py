"""https://docs.powertools.aws.dev/lambda/python/latest/core/tracer/"""

from aws_lambda_powertools.tracing.tracer import Tracer
