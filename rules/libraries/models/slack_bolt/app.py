"""https://docs.slack.dev/tools/bolt-python/concepts/lazy-listeners"""

from _overgrant import anything


class App:
    def __init__(self, *more, **options):
        self._functions = []
        self._lazy = []

    def _listening(self, *more, **options):
        def put_on(function=None, *more, ack=None, lazy=None):
            for each in [function, ack]:
                if each is not None:
                    self._functions.append(each)
            for each in lazy if lazy is not None else []:
                self._lazy.append(each)
            return function

        return put_on

    def __getattr__(self, name):
        return self._listening

    def middleware(self, *functions):
        for function in functions:
            self._functions.append(function)
        return functions[0]

    def error(self, function):
        self._functions.append(function)
        return function

    def _run(self):
        for function in self._functions:
            function(**anything("a request"))
        for function in self._lazy:
            function(**anything("a request"))
