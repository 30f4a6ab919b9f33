"""https://github.com/adamchainz/apig-wsgi"""


def make_lambda_handler(wsgi_app, *more, **options):
    def handler(event, context):
        return wsgi_app(event, context)

    return handler
