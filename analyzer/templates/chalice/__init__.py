"""Takes Chalice projects, gives a template per project: the functions that decorators make, roles from policy files.

Never runs the application: decorators are looked for in its text, everything else stands in ``.chalice``.
"""

from analyzer.templates.chalice.project import read_project
from analyzer.templates.model import Template
from analyzer.templates.sheet import Desk

__all__ = ["read_all"]


def read_all(paths: tuple[str, ...], desk: Desk) -> tuple[Template, ...]:
    """The template of each ``.chalice/config.json`` beside an ``app.py``."""
    found = (read_project(path, desk) for path in paths if path.endswith(".chalice/config.json"))
    return tuple(one for one in found if one is not None)
