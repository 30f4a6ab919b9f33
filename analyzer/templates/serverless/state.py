"""Services through what the framework wrote when it packaged them.

``.serverless/serverless-state.json`` holds the service without variables and, below its provider,
the CloudFormation template that was made of it.  Of a program (``serverless.ts``) nothing else can be read; of a
document it is used where the command line names it, since it may be of another stage, or older.
Source: https://github.com/oss-serverless/osls/blob/main/lib/plugins/aws/package/lib/save-service-state.js
"""

from msgspec.structs import replace

from analyzer.core import Problem, Span
from analyzer.repository import resolve
from analyzer.templates.document import parse
from analyzer.templates.model import Mapping, Node, Template
from analyzer.templates.nodes import at, string
from analyzer.templates.serverless.placing import placed
from analyzer.templates.serverless.reading import is_service, read_file, read_service
from analyzer.templates.serverless.service import Service
from analyzer.templates.serverless.shared_values import Whole
from analyzer.templates.sheet import Desk

_STATE = ".serverless/serverless-state.json"
_PYTHON = b"python"
MAX_STATE = 32 * 1024 * 1024


def read_program(path: str, data: bytes, desk: Desk) -> Template | None:
    """The template of a service whose file is a program; a problem where nothing says what it evaluates to.

    A program that does not speak of Python is passed over.
    """
    state = named_state(path, desk) or resolve(path.rpartition("/")[0], _STATE)
    if state is None or not desk.repository.is_file(state):
        return _untold(path, "it is a program, which is never run") if _PYTHON in data else None
    service, stage, problems = _service(state, desk)
    if service is None:
        return Template(path, "serverless", problems=problems) if problems else None
    return read_service(path, service, _as_packaged(stage, desk), {}, problems, packaged=True)


def read_packaged(path: str, data: bytes, state: str, desk: Desk, parameters: dict[str, Node]) -> Template | None:
    """The template of a document with the values that the framework gave it, every one at its place in the document."""
    service, stage, odd = _service(state, desk)
    root, problems = parse(data, path, modern=True)
    if service is None or not isinstance(root, Mapping) or not is_service(root):
        read = read_file(path, data, desk, parameters)
        missing = odd or (Problem("template-unreadable", Span(state), "it is no state of the Serverless Framework"),)
        return read if read is None or service is not None else replace(read, problems=(*read.problems, *missing))
    packaged = _as_packaged(stage, desk)
    whole = placed(service, Service(path, root, packaged, parameters))
    return read_service(path, whole, packaged, parameters, (*problems, *odd), packaged=True, written=root)


def named_state(path: str, desk: Desk) -> str | None:
    """The state that the command line names, where it is that of the service in this file."""
    state = desk.options.serverless_state
    folder = state.rpartition("/")[0]
    own = folder.removesuffix(".serverless").removesuffix("/") if folder.endswith(".serverless") else folder
    return state if state and own == path.rpartition("/")[0] else None


def _service(state: str, desk: Desk) -> tuple[Mapping | None, str, tuple[Problem, ...]]:
    """The service that a state holds, references written out, and the stage it was packaged for; None and why where it holds none."""
    written = desk.repository.read(state)
    if isinstance(written, Problem):
        return None, "", (replace(written, code="template-unreadable"),)
    root, problems = parse(written, state)
    inner = at(root, "service")
    service = Whole(root).written_out(inner) if root is not None and inner is not None else None
    known = isinstance(service, Mapping) and is_service(service)
    return (service if known and isinstance(service, Mapping) else None), _stage(root, service), problems


def _stage(root: Node | None, service: Node | None) -> str:
    """The stage in the name of the package's folder (``serverless/<service>/<stage>/<time>``), else the one that the document says."""
    parts = (string(at(root, "package", "artifactDirectoryName")) or "").split("/")
    return parts[-2] if len(parts) > 3 else string(at(service, "provider", "stage")) or ""


def _untold(path: str, why: str) -> Template:
    message = f"{why}; package the service, then {_STATE} says what it evaluates to"
    return Template(path, "serverless", problems=(Problem("template-unreadable", Span(path), message),))


def _as_packaged(stage: str, desk: Desk) -> Desk:
    """The desk of the stage that was packaged."""
    return replace(desk, options=replace(desk.options, stage=stage)) if stage else desk
