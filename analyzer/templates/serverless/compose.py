"""Parameters that ``serverless-compose.yml`` gives to the services it deploys.

Source: https://www.serverless.com/framework/docs/guides/compose
"""

from analyzer.core import Problem
from analyzer.repository import resolve
from analyzer.templates.document import parse
from analyzer.templates.model import Node
from analyzer.templates.nodes import at, entries, string
from analyzer.templates.sheet import Desk

_NAMES = ("serverless-compose.yml", "serverless-compose.yaml")


def composed_parameters(path: str, desk: Desk) -> dict[str, Node]:
    """The parameters of the service in this file by name, those of the nearest compose file above it."""
    folder = path.rpartition("/")[0]
    above: str | None = folder
    while above is not None:
        for name in _NAMES:
            found = _given(above, f"{above}/{name}" if above else name, folder, desk)
            if found is not None:
                return found
        above = above.rpartition("/")[0] if above else None
    return {}


def _given(above: str, file: str, folder: str, desk: Desk) -> dict[str, Node] | None:
    """What one compose file gives to the service in a folder; None where it does not deploy it."""
    if not desk.repository.is_file(file):
        return None
    data = desk.repository.read(file)
    root = None if isinstance(data, Problem) else parse(data, file, modern=True)[0]
    for service in entries(at(root, "services")):
        place = string(at(service.value, "path"))
        if place is not None and resolve(above, place) == folder:
            return {one.key: one.value for one in entries(at(service.value, "params"))}
    return None
