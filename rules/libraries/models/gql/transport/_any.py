"""https://gql.readthedocs.io/en/stable/transports/"""


class _Request:
    def __init__(self, url):
        self.method = "POST"
        self.url = url


class Transport:
    def __init__(self, url=None, *more, auth=None, **options):
        self._url = url
        self._auth = auth

    def _ask(self):
        if self._auth is not None:
            self._auth(_Request(self._url))
