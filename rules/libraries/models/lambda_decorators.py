"""https://lambda-decorators.readthedocs.io/en/latest/"""

import boto3
from _overgrant import anything


def _around(function=None, *more, **options):
    return function if callable(function) else _around


cors_headers = dump_json_body = json_http_resp = load_json_body = load_urlencoded_body = no_retry_on_failure = _around
async_handler = _around


def json_schema_validator(*more, **options):
    return _around


def before(function):
    def put_on(handler):
        def wrapper(event, context):
            function(event, context)
            return handler(event, context)

        return wrapper

    return put_on


def after(function):
    def put_on(handler):
        def wrapper(event, context):
            return function(handler(event, context))

        return wrapper

    return put_on


def on_exception(function):
    def put_on(handler):
        def wrapper(event, context):
            try:
                return handler(event, context)
            except Exception:
                return function(anything("an error"))

        return wrapper

    return put_on


def ssm_parameter_store(*parameters):
    def put_on(handler):
        def wrapper(event, context):
            boto3.client("ssm").get_parameters(Names=list(parameters), WithDecryption=True)
            return handler(event, context)

        return wrapper

    return put_on


def secret_manager(*names):
    def put_on(handler):
        def wrapper(event, context):
            for name in names:
                boto3.client("secretsmanager").get_secret_value(SecretId=name)
            return handler(event, context)

        return wrapper

    return put_on
