"""https://docs.powertools.aws.dev/lambda/python/latest/core/tracer/"""

from _overgrant import call
from aws_lambda_powertools._decorating import transparent


class Tracer:
    def __init__(self, service=None, disabled=None, auto_patch=None, patch_modules=None, provider=None):
        self.service = service
        call("xray-daemon", "Send")

    def capture_lambda_handler(self, lambda_handler=None, **options):
        return transparent(lambda_handler)

    def capture_method(self, method=None, **options):
        return transparent(method)
