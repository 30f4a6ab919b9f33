"""Takes the serverless.yml files of a repository, gives one template for each service of the Serverless Framework.

Reads the framework's own variables, event types and roles itself and never runs it: what only a
deployment knows stays a reference, what a program would say (``.js``, ``.ts``) a problem or a gap.
"""

from analyzer.core import Problem, Span
from analyzer.templates.model import Template
from analyzer.templates.serverless.compose import composed_parameters
from analyzer.templates.serverless.reading import read_file
from analyzer.templates.serverless.state import named_state, read_packaged, read_program
from analyzer.templates.sheet import Desk

MAX_DOCUMENT = 8 * 1024 * 1024
_DOCUMENTS = (".yml", ".yaml", ".json")


def read_all(paths: tuple[str, ...], desk: Desk) -> tuple[Template, ...]:
    """The services among these files; a program beside a document is passed over, as the framework does."""
    documents = {path.rpartition("/")[0] for path in paths if path.endswith(_DOCUMENTS)}
    found: list[Template] = []
    for path in paths:
        if path.endswith(_DOCUMENTS) or path.rpartition("/")[0] not in documents:
            template = _read(path, desk)
            if template is not None:
                found.append(template)
    return tuple(found)


def _read(path: str, desk: Desk) -> Template | None:
    data = desk.repository.read(path)
    if isinstance(data, Problem):
        return _unread(path, data.message)
    if len(data) > MAX_DOCUMENT:
        return _unread(path, f"larger than {MAX_DOCUMENT} bytes, not read")
    if not path.endswith(_DOCUMENTS):
        return read_program(path, data, desk)
    parameters, state = composed_parameters(path, desk), named_state(path, desk)
    return read_packaged(path, data, state, desk, parameters) if state else read_file(path, data, desk, parameters)


def _unread(path: str, why: str) -> Template:
    return Template(path, "serverless", problems=(Problem("template-unreadable", Span(path), why),))
