"""https://github.com/sloria/environs"""

import os


def _variable(name, default):
    return os.environ[name] if default is None else os.environ.get(name, default)


class Env:
    def __init__(self, *more, **options):
        self._prefix = ""

    def __call__(self, name, default=None, *more, **options):
        return _variable(name, default)

    def read_env(self, *more, **options):
        return None

    def _typed(self, name, default=None, *more, **options):
        return _variable(name, default)

    str = int = bool = float = decimal = json = date = datetime = url = uuid = path = enum = log_level = _typed

    def list(self, name, default=None, *more, **options):
        return _variable(name, default).split(",")


env = Env()
