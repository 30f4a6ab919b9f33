"""https://wsgi.readthedocs.io/en/latest/what.html

What web frameworks have in common: routes and hooks that are registered by decorators, and run for any request.
"""

from _overgrant import anything


class Routes:
    def __init__(self, *more, **options):
        self._functions = []

    def _registering(self, *more, **options):
        def put_on(function):
            self._functions.append(function)
            return function

        return put_on

    def _register(self, function):
        self._functions.append(function)
        return function

    def _include(self, other):
        self._functions.extend(other._functions)

    def __call__(self, *request):
        for function in self._functions:
            function(**anything("a request"))
        return anything("a response")
