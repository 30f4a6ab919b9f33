"""https://fastapi.tiangolo.com/tutorial/dependencies/"""

from _overgrant import anything, either


def Depends(dependency=None, *, use_cache=True, scope=None):
    if dependency is None:
        return anything("a dependency")
    made = dependency(**anything("a request"))
    return either(made, next(made))


def Security(dependency=None, *, scopes=None, use_cache=True):
    return Depends(dependency)
