"""https://github.com/logandk/serverless-wsgi"""


def handle_request(app, event, context):
    return app(event, context)
