"""Services written as programs (``serverless.ts``), through what the framework wrote when it packaged them.

``.serverless/serverless-state.json`` holds the service without variables and, below its provider,
the CloudFormation template that was made of it.
Source: https://github.com/oss-serverless/osls/blob/main/lib/plugins/aws/package/lib/save-service-state.js
"""

from msgspec.structs import replace

from analyzer.core import Problem, Span
from analyzer.repository import resolve
from analyzer.templates.document import parse
from analyzer.templates.model import Mapping, Template
from analyzer.templates.nodes import at, string
from analyzer.templates.serverless.reading import is_service, read_service
from analyzer.templates.serverless.shared_values import Whole
from analyzer.templates.sheet import Desk

_STATE = ".serverless/serverless-state.json"
_PYTHON = b"python"
MAX_STATE = 32 * 1024 * 1024


def read_program(path: str, data: bytes, desk: Desk) -> Template | None:
    """The template of a service whose file is a program; a problem where nothing says what it evaluates to.

    A program that does not speak of Python is passed over.
    """
    state = resolve(path.rpartition("/")[0], _STATE)
    if state is None or not desk.repository.is_file(state):
        return _untold(path, "it is a program, which is never run") if _PYTHON in data else None
    written = desk.repository.read(state)
    if isinstance(written, Problem):
        return Template(path, "serverless", problems=(replace(written, code="template-unreadable"),))
    root, problems = parse(written, state)
    written_service = at(root, "service")
    service = Whole(root).written_out(written_service) if root is not None and written_service is not None else None
    if not isinstance(service, Mapping) or not is_service(service):
        return Template(path, "serverless", problems=problems) if problems else None
    return read_service(path, service, _as_packaged(service, desk), {}, problems, packaged=True)


def _untold(path: str, why: str) -> Template:
    message = f"{why}; package the service, then {_STATE} says what it evaluates to"
    return Template(path, "serverless", problems=(Problem("template-unreadable", Span(path), message),))


def _as_packaged(service: Mapping, desk: Desk) -> Desk:
    """The desk of the stage that was packaged."""
    stage = string(at(service, "provider", "stage"))
    return replace(desk, options=replace(desk.options, stage=stage)) if stage else desk
