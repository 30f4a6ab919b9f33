"""https://fastapi.tiangolo.com/reference/fastapi/

Which route a request takes is not known: every one of them runs, with what it depends on, after what the application starts with.
"""

from _overgrant import anything
from fastapi.routing import APIRouter
from fastapi.params import Depends, Security


class FastAPI(APIRouter):
    def __init__(self, *more, lifespan=None, on_startup=None, on_shutdown=None, **options):
        super().__init__(*more, **options)
        self._lifespan = lifespan
        for each in [*(on_startup or []), *(on_shutdown or [])]:
            self._register(each)

    def __call__(self, *request):
        if self._lifespan is None:
            return super().__call__(*request)
        with self._lifespan(self):
            return super().__call__(*request)

    def mount(self, path, app, name=None):
        self._register(app)
