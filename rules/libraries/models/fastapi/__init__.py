"""https://fastapi.tiangolo.com/reference/fastapi/

Which route a request takes is not known: every one of them runs, with what it depends on.
"""

from _overgrant import anything
from fastapi.routing import APIRouter
from fastapi.params import Depends, Security


class FastAPI(APIRouter):
    def mount(self, path, app, name=None):
        self._register(app)
