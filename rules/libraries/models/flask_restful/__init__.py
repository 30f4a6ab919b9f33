"""https://flask-restful.readthedocs.io/en/latest/

The methods of a resource answer requests, whatever their HTTP method.
"""

from _overgrant import anything, methods
from flask.views import MethodView


class Resource(MethodView):
    pass


class Api:
    def __init__(self, app=None, *more, **options):
        self.app = app

    def init_app(self, app):
        self.app = app

    def add_resource(self, resource, *urls, **options):
        self.app._register(_answering(resource))

    def resource(self, *urls, **options):
        def put_on(cls):
            self.add_resource(cls)
            return cls

        return put_on


def _answering(resource):
    def answer(**parameters):
        for method in methods(resource()):
            method(**parameters)
        return anything("a response")

    return answer
