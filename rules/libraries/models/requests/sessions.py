"""https://requests.readthedocs.io/en/latest/user/authentication/"""

from _overgrant import anything


class Request:
    def __init__(self, method=None, url=None, headers=None, data=None, auth=None, **options):
        self.method = method
        self.url = url
        self.headers = headers if headers is not None else {}
        self.body = data
        self.auth = auth

    def prepare(self):
        if self.auth is not None:
            self.auth(self)
        return self


class Session:
    auth = None

    def __init__(self):
        self.headers = {}

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def request(self, method, url, auth=None, **options):
        own = self.auth
        if auth is not None:
            auth(Request(method, url))
        elif own is not None:
            own(Request(method, url))
        return anything("an HTTP response")

    def get(self, url, auth=None, **options):
        return self.request("GET", url, auth)

    def head(self, url, auth=None, **options):
        return self.request("HEAD", url, auth)

    def post(self, url, data=None, json=None, auth=None, **options):
        return self.request("POST", url, auth)

    def put(self, url, data=None, auth=None, **options):
        return self.request("PUT", url, auth)

    def patch(self, url, data=None, auth=None, **options):
        return self.request("PATCH", url, auth)

    def delete(self, url, auth=None, **options):
        return self.request("DELETE", url, auth)

    def prepare_request(self, request):
        return request.prepare()

    def send(self, request, **options):
        return anything("an HTTP response")


def session():
    return Session()
