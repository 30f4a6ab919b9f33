"""A handler and a policy document, without a template: the template that would declare them."""

from pathlib import Path

from msgspec import Struct

from analyzer.cli.errors import UsageError
from analyzer.core import Problem, Span
from analyzer.functions.model import Entry
from analyzer.repository import Repository, discover
from analyzer.templates.document import parse
from analyzer.templates.model import CodeSource, FunctionDecl, Mapping, Node, RoleDecl, Template
from analyzer.templates.nodes import at
from analyzer.templates.scope import Scope
from analyzer.templates.statements import Origin, read_document

_DEEPEST = 3
# Where the aws command line puts the document that it prints: get-role-policy, get-policy-version.
_WRAPPERS = ("PolicyDocument", "PolicyVersion", "Document", "Policy")


class Standalone(Struct, frozen=True):
    """The files to read, and the one template that declares the handler with its role."""

    repository: Repository
    template: Template


def standalone(policy: str, handler: str, root: Path | None = None) -> Standalone:
    """The template of ``FILE.py:FUNC`` run with the role of a policy document; raises UsageError with all that is wrong.

    Code is imported from ``root``, the working folder unless told, where it holds both files.
    """
    file, _, function = handler.rpartition(":")
    wrong = [] if Path(policy).is_file() else [f"there is no file {policy}"]
    if not file.endswith(".py") or not function.isidentifier():
        wrong.append(f"--handler must be FILE.py:FUNC, not {handler!r}")
    elif not Path(file).is_file():
        wrong.append(f"there is no file {file}")
    if wrong:
        raise UsageError(*wrong)
    repository = _repository(Path(file).resolve(), Path(policy).resolve(), root=root)
    role = _role(repository, Path(policy).resolve().relative_to(repository.root).as_posix())
    declaration = _declaration(repository, Path(file).resolve(), function, handler, role)
    template = Template(role.span.path, "none", functions=(declaration,), roles=(role,))
    return Standalone(repository, template)


def _repository(*files: Path, root: Path | None = None) -> Repository:
    """The working folder where it holds the files, since code imports what stands beside it; else their folders."""
    here = Path.cwd() if root is None else root.resolve()
    inside = all(file.is_relative_to(here) for file in files)
    return discover([here] if inside else [file.parent for file in files])


def _declaration(repository: Repository, file: Path, function: str, handler: str, role: RoleDecl) -> FunctionDecl:
    place = located(repository, file)
    return FunctionDecl(
        id=handler,
        dialect="none",
        template=role.span.path,
        span=Span(place.path),
        runtime="python",
        handler=f"{place.module}.{function}",
        code=CodeSource("directory", Span(place.path), path=place.folder, also=("",)),
        role=role.id,
    )


class Place(Struct, frozen=True):
    """A Python file: its path, the folder that it is imported from, and its name as a module there."""

    path: str
    folder: str
    module: str


def located(repository: Repository, file: Path) -> Place:
    """The place of a file: a package is imported from the folder around it."""
    root = Path(repository.root)
    folder = file.parent
    while folder != root and (folder / "__init__.py").is_file():
        folder = folder.parent
    parts = file.relative_to(folder).with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
    return Place(
        file.relative_to(root).as_posix(), "" if folder == root else folder.relative_to(root).as_posix(), module
    )


def entry_of(file: str, function: str | None) -> tuple[Repository, Entry]:
    """A file that is run, or one function of it, as an entry without a role."""
    path = Path(file).resolve()
    repository = _repository(path)
    place = located(repository, path)
    span = Span(place.path)
    role = RoleDecl("", "unknown", span, complete=False)
    code = CodeSource("directory", span, path=place.folder)
    declaration = FunctionDecl(file, "none", place.path, span, "python", place.module, code, role.id)
    template = Template(place.path, "none", functions=(declaration,), roles=(role,))
    roots = tuple(dict.fromkeys((place.folder, "")))
    return repository, Entry(declaration, template, role, place.module, function, place.path, roots)


def _role(repository: Repository, path: str) -> RoleDecl:
    data = repository.read(path)
    node, problems = (None, (data,)) if isinstance(data, Problem) else parse(data, path)
    document = _document(node)
    if document is None:
        reasons = [f"{problem.span}: {problem.message}" for problem in problems]
        raise UsageError(*(reasons or [f"{path} is no policy document: it has no Statement"]))
    reading = read_document(document, Scope({}), Origin("inline"))
    return RoleDecl(
        id=path, kind="template", span=Span(path), grants=reading.grants, complete=not reading.gaps, gaps=reading.gaps
    )


def _document(node: Node | None, depth: int = _DEEPEST) -> Mapping | None:
    if not isinstance(node, Mapping) or depth == 0:
        return None
    if at(node, "Statement") is not None:
        return node
    inner = (_document(at(node, name), depth - 1) for name in _WRAPPERS)
    return next((found for found in inner if found is not None), None)
