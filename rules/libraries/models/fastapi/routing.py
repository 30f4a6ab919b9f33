"""https://fastapi.tiangolo.com/reference/apirouter/"""

from _overgrant_web import Routes


class APIRouter(Routes):
    def api_route(self, path, **options):
        return self._registering()

    def get(self, path, **options):
        return self._registering()

    def post(self, path, **options):
        return self._registering()

    def put(self, path, **options):
        return self._registering()

    def patch(self, path, **options):
        return self._registering()

    def delete(self, path, **options):
        return self._registering()

    def head(self, path, **options):
        return self._registering()

    def options(self, path, **options):
        return self._registering()

    def websocket(self, path, **options):
        return self._registering()

    def middleware(self, kind):
        return self._registering()

    def exception_handler(self, kind):
        return self._registering()

    def on_event(self, kind):
        return self._registering()

    def add_api_route(self, path, endpoint, **options):
        self._register(endpoint)

    def add_exception_handler(self, kind, handler):
        self._register(handler)

    def add_event_handler(self, kind, function):
        self._register(function)

    def include_router(self, router, **options):
        self._include(router)
