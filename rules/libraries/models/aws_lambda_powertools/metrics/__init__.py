"""https://docs.powertools.aws.dev/lambda/python/latest/core/metrics/"""

from aws_lambda_powertools.metrics.metrics import EphemeralMetrics, Metrics
