"""https://github.com/tedder/requests-aws4auth"""

from _overgrant import signed


class AWS4Auth:
    def __init__(
        self, access_id=None, secret_key=None, region=None, service=None, date=None, *more, session_token=None,
        refreshable_credentials=None, **options,
    ):
        self.credentials = access_id if refreshable_credentials is None else refreshable_credentials
        self.service = service

    def __call__(self, request):
        signed(self.service, self.credentials, request.method, request.url)
        return request


class StrictAWS4Auth(AWS4Auth):
    pass


class PassiveAWS4Auth(AWS4Auth):
    pass
