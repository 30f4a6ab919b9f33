"""https://flask-restx.readthedocs.io/en/latest/"""

from _overgrant import anything
from _overgrant_web import Routes
from flask_restful import Resource, _answering


class Namespace(Routes):
    def route(self, *urls, **options):
        def put_on(cls):
            self._register(_answering(cls))
            return cls

        return put_on

    def add_resource(self, resource, *urls, **options):
        self._register(_answering(resource))

    def errorhandler(self, exception):
        return self._registering()

    def _unchanged(self, *more, **options):
        def put_on(function):
            return function

        return put_on

    expect = marshal_with = marshal_list_with = doc = response = param = deprecated = hide = header = _unchanged


class Api(Namespace):
    def __init__(self, app=None, *more, **options):
        self._functions = []
        self.app = app
        if app is not None:
            app._register(self)

    def init_app(self, app, **options):
        app._register(self)

    def add_namespace(self, namespace, *more, **options):
        self._include(namespace)

    def namespace(self, *more, **options):
        made = Namespace()
        self._register(made)
        return made
