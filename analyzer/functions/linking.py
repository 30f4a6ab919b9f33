"""Declarations tied to the files of the repository."""

from collections.abc import Iterable

from msgspec.structs import replace

from analyzer.core import Gap, Problem, Span
from analyzer.functions.guessing import likely_code
from analyzer.functions.locate import Handler, handler_of, import_roots, module_file
from analyzer.functions.model import Entry
from analyzer.functions.scripts import script_of, served_by
from analyzer.repository import Repository
from analyzer.templates.model import FunctionDecl, RoleDecl, Template

UNLOCATED = "unlocated-code"


def claimed_files(templates: Iterable[Template], repository: Repository) -> frozenset[str]:
    """The files of the handlers whose place their templates say."""
    found: set[str] = set()
    for declaration in (one for template in templates for one in template.functions):
        handler = handler_of(declaration.handler)
        if handler is not None and declaration.code.kind == "directory" and not declaration.code.why:
            roots = (declaration.code.path, *declaration.code.also)
            found.update(filter(None, (module_file(handler.path, roots, repository),)))
    return frozenset(found)


def link(template: Template, repository: Repository, claimed: frozenset[str] = frozenset()) -> tuple[Entry, ...]:
    """One entry for every Python function of a template, in the template's order.

    A function whose code cannot be located is an entry without a module; its problem says which
    path was looked for, or why there is none.  ``claimed`` are files that other functions' templates name.
    """
    roles = {role.id: role for role in template.roles}
    return tuple(_entry(one, template, roles, repository, claimed) for one in template.functions)


def _entry(
    declaration: FunctionDecl,
    template: Template,
    roles: dict[str, RoleDecl],
    repository: Repository,
    claimed: frozenset[str],
) -> Entry:
    role = roles.get(declaration.role) or _unknown_role(declaration)
    declaration = _with_likely_code(declaration, repository, claimed)
    roots = import_roots(declaration, repository)
    script = script_of(declaration.handler, roots, repository)
    handler = handler_of(declaration.handler) if script is None else served_by(script, repository)
    inline = declaration.code.text if declaration.code.kind == "inline" else None
    file = None if handler is None or inline is not None else module_file(handler.path, roots, repository)
    why = (
        f"its handler is the script {script}" if script and not handler else _why_not(declaration, handler, file, roots)
    )
    located = not why and handler is not None
    return Entry(
        declaration=declaration,
        template=template,
        role=role,
        module=handler.module if located and handler else None,
        callable=handler.callable if located and handler else None,
        file=file,
        import_roots=roots,
        inline=inline,
        inline_line=declaration.code.span.line if inline is not None else 1,
        shared_with=_shared(declaration, template),
        problems=(*_unlocated(declaration, why), *_layers(declaration)),
        gaps=(*role.gaps, *_gaps(declaration, why)),
    )


def _with_likely_code(declaration: FunctionDecl, repository: Repository, claimed: frozenset[str]) -> FunctionDecl:
    """The declaration with the code that alone fits its handler, where its package is made elsewhere."""
    handler = handler_of(declaration.handler)
    if handler is None or declaration.code.kind not in {"remote", "unknown"}:
        return declaration
    code = likely_code(declaration, handler, repository, claimed)
    return declaration if code is None else replace(declaration, code=code)


def _unknown_role(declaration: FunctionDecl) -> RoleDecl:
    gap = Gap("unknown-role", declaration.span, f"the role {declaration.role} of {declaration.id} is not known")
    return RoleDecl(declaration.role, "unknown", declaration.span, complete=False, gaps=(gap,))


def _shared(declaration: FunctionDecl, template: Template) -> tuple[str, ...]:
    others = (one for one in template.functions if one.role == declaration.role and one.id != declaration.id)
    return tuple(other.id for other in others)


def _why_not(declaration: FunctionDecl, handler: Handler | None, file: str | None, roots: tuple[str, ...]) -> str:
    """Why the code cannot be located; empty when it can."""
    code = declaration.code
    if code.kind in {"remote", "unknown"} or (code.kind == "image" and code.why):
        return code.why or "where its code stands is not known"
    if handler is None:
        spec = declaration.handler
        return f"its handler {spec!r} names no module and function" if spec else "it declares no handler"
    if code.kind == "inline":
        own = code.path.removesuffix(".py").replace("/", ".") or "index"
        return "" if handler.module == own else f"inline code is module {own}, its handler is in {handler.module}"
    if file is None:
        places = ", ".join(f"{root}/{handler.path}.py" if root else f"{handler.path}.py" for root in roots)
        return f"there is no {places}"
    return ""


def _unlocated(declaration: FunctionDecl, why: str) -> tuple[Problem, ...]:
    if why:
        return (Problem(UNLOCATED, _where(declaration), f"the code of {declaration.id} cannot be located: {why}"),)
    code = declaration.code
    if code.kind == "directory" and code.why:
        message = f"the code of {declaration.id} is taken to be {code.path or '.'}: {code.why}"
        return (Problem(UNLOCATED, code.span, message),)
    return ()


def _gaps(declaration: FunctionDecl, why: str) -> tuple[Gap, ...]:
    """Code that is missing, or that is a guess: another one may be deployed."""
    code = declaration.code
    if not why and code.kind == "directory" and code.why:
        return (Gap("unlocated-code", code.span, code.why, ()),)
    return (Gap("unlocated-code", _where(declaration), why),) if why else ()


def _where(declaration: FunctionDecl) -> Span:
    """The line to look at: the code's where that is the trouble, else the handler's."""
    if declaration.code.kind in {"directory", "inline"} and declaration.handler_span is not None:
        return declaration.handler_span
    return declaration.code.span


def _layers(declaration: FunctionDecl) -> tuple[Problem, ...]:
    return tuple(
        Problem("unlocated-layer", layer.span, f"a layer of {declaration.id} cannot be located: {layer.why}")
        for layer in declaration.layers
        if layer.kind != "directory"
    )
