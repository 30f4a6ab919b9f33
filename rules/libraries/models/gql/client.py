"""https://gql.readthedocs.io/en/stable/modules/client.html: a client, and the sessions that it opens, which ask through it."""

from _overgrant import anything


class Client:
    def __init__(self, *more, transport=None, fetch_schema_from_transport=False, **options):
        self.transport = transport
        self.session = self
        self.client = self

    def execute(self, *more, **options):
        self.transport._ask()
        return anything("a result")

    execute_sync = execute_batch = execute_batch_sync = fetch_schema = execute

    async def execute_async(self, *more, **options):
        return self.execute()

    execute_batch_async = execute_async

    def subscribe(self, *more, **options):
        return [self.execute()]

    subscribe_async = subscribe

    async def connect_async(self, *more, **options):
        return self

    async def close_async(self):
        return None

    def connect_sync(self):
        return self

    def close_sync(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return None


SyncClientSession = AsyncClientSession = ReconnectingAsyncClientSession = Client
