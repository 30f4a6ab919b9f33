"""https://mangum.fastapiexpert.com/

The application is called once for each event: the application's model runs its routes.
"""


class Mangum:
    def __init__(self, app, *more, **options):
        self.app = app

    def __call__(self, event, context):
        return self.app(event, context)
