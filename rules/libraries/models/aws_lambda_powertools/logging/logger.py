"""https://docs.powertools.aws.dev/lambda/python/latest/core/logger/"""

from aws_lambda_powertools._decorating import transparent


class Logger:
    def __init__(self, service=None, **options):
        self.service = service

    def inject_lambda_context(self, lambda_handler=None, **options):
        return transparent(lambda_handler)
