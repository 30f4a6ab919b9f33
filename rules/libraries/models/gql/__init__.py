"""https://gql.readthedocs.io/en/stable/transports/appsync.html"""

from _overgrant import anything


class Client:
    def __init__(self, *more, transport=None, **options):
        self._transport = transport

    def execute(self, *more, **options):
        self._transport._ask()
        return anything("a result")

    execute_async = subscribe = execute

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None
