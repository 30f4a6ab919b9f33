"""https://github.com/slank/awsgi"""


def response(app, event, context, *more, **options):
    return app(event, context)
