"""https://docs.powertools.aws.dev/lambda/python/latest/core/metrics/"""

from aws_lambda_powertools._decorating import transparent


class Metrics:
    def __init__(self, service=None, namespace=None, provider=None, **options):
        self.service = service

    def log_metrics(self, lambda_handler=None, **options):
        return transparent(lambda_handler)


class EphemeralMetrics(Metrics):
    pass
