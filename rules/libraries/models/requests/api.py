"""https://requests.readthedocs.io/en/latest/user/authentication/"""

from requests.sessions import Session


def request(method, url, auth=None, **options):
    return Session().request(method, url, auth=auth, **options)


def get(url, params=None, auth=None, **options):
    return Session().request("GET", url, auth=auth, **options)


def options(url, auth=None, **more):
    return Session().request("OPTIONS", url, auth=auth, **more)


def head(url, auth=None, **options):
    return Session().request("HEAD", url, auth=auth, **options)


def post(url, data=None, json=None, auth=None, **options):
    return Session().request("POST", url, auth=auth, **options)


def put(url, data=None, auth=None, **options):
    return Session().request("PUT", url, auth=auth, **options)


def patch(url, data=None, auth=None, **options):
    return Session().request("PATCH", url, auth=auth, **options)


def delete(url, auth=None, **options):
    return Session().request("DELETE", url, auth=auth, **options)
