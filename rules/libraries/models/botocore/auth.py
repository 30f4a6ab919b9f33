"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

What a request asks for is decided by the service that it is signed for.
"""

from _overgrant import signed


class SigV4Auth:
    def __init__(self, credentials, service_name, region_name):
        self.credentials = credentials
        self.service_name = service_name

    def add_auth(self, request):
        signed(self.service_name, getattr(self.credentials, "access_key", self.credentials), request.method, request.url)


class SigV4QueryAuth(SigV4Auth):
    def __init__(self, credentials, service_name, region_name, expires=3600):
        self.credentials = credentials
        self.service_name = service_name


class S3SigV4Auth(SigV4Auth):
    pass


class S3SigV4QueryAuth(SigV4QueryAuth):
    pass
