"""https://falcon.readthedocs.io/en/stable/api/routing.html"""

from _overgrant import anything, methods
from _overgrant_web import Routes


class App(Routes):
    def add_route(self, uri_template, resource, **options):
        def answer(**parameters):
            for method in methods(resource):
                method(anything("a request"), anything("a response"), **parameters)

        self._register(answer)

    def add_error_handler(self, exception, handler=None):
        self._register(handler)

    def add_sink(self, sink, prefix=None):
        self._register(sink)


API = App
