"""Code that a build puts together elsewhere: the only file that fits a handler, the only folder that has a module."""

import re

from analyzer.functions.locate import Handler
from analyzer.repository import Repository, upwards
from analyzer.templates.fitting import alike, defines, is_code, is_named, says_much
from analyzer.templates.model import CodeSource, FunctionDecl

_MAX_FITTING = 200
_ARCHIVE = re.compile(r"([\w.-]+)\.zip")


def likely_code(
    declaration: FunctionDecl, handler: Handler, repository: Repository, claimed: frozenset[str] = frozenset()
) -> CodeSource | None:
    """The folder with the handler's module, None unless one file alone defines the handler; ``why`` says that it is a guess.

    Looked for below the template's folder first, then below those above it.  Of several files the one
    counts whose folder has the name of the package or of the function.  Where the function's own folder is named
    and missing, files that are ``claimed`` as other functions' code are not looked at.
    """
    hints = _hints(declaration)
    others = claimed if declaration.code.missing else frozenset()
    for height, folder in enumerate(upwards(declaration.template.rpartition("/")[0])):
        fitting = [path for path in _fitting(folder, handler, repository) if path not in others]
        named = [path for path in fitting if is_named(path, hints)]
        chosen = fitting if len(fitting) == 1 else named
        if len(chosen) == 1 and (height < 2 or named or says_much(handler.module)):
            return _guess(declaration.code, chosen[0], handler, repository)
        if fitting:
            return None
    return None


def _guess(code: CodeSource, path: str, handler: Handler, repository: Repository) -> CodeSource:
    folder = path.removesuffix(f"{handler.path}.py").rstrip("/")
    above = folder.rpartition("/")[0]
    also = (above,) if above else ()  # what several functions share is often copied in from beside their folders
    package = folder
    while package and repository.is_file(f"{package}/__init__.py"):
        package = package.rpartition("/")[0]
    also = tuple(dict.fromkeys((*also, package))) if package not in ("", folder) else also
    return CodeSource("directory", code.span, path=folder, why=f"{code.why}; {path} alone fits its handler", also=also)


def _fitting(folder: str, handler: Handler, repository: Repository) -> list[str]:
    name = f"{handler.path}.py"
    below = repository.below(folder)
    found = [path for path in below if path == name or path.endswith(f"/{name}")]
    found = [path for path in found if is_code(path, folder)][:_MAX_FITTING]
    return [path for path in found if defines(path, handler.callable, repository)]


def _hints(declaration: FunctionDecl) -> frozenset[str]:
    """What the package and the function are called, written alike."""
    archives = _ARCHIVE.findall(declaration.code.why)
    return frozenset(alike(one) for one in (*archives, declaration.id.rpartition(".")[2]))


def likely_root(dotted: str, roots: tuple[str, ...], repository: Repository) -> str:
    """The folder that alone has the module, beside the code first, then ever wider around it; empty when there is none.

    A build that is not seen copies the module beside the code: a layer made by a script, a shared library.
    """
    place = dotted.replace(".", "/")
    for folder in upwards(roots[0]) if roots else ():
        paths = [f"/{path}" for path in repository.below(folder) if path.endswith(".py") and is_code(path, folder)]
        found = _holding(place, paths, (".py", "/__init__.py")) or _holding(place, paths, ("/",))
        if found:
            return (found[0] or ".") if len(found) == 1 else ""
    return ""


def _holding(place: str, paths: list[str], endings: tuple[str, ...]) -> list[str]:
    """The folders that have a module, a package or, ending in a slash, a package without a file of its own."""
    names = tuple(f"/{place}{ending}" for ending in endings)
    found = (
        path.partition(name)[0] if name.endswith("/") else path.removesuffix(name)
        for path in paths
        for name in names
        if (name in path if name.endswith("/") else path.endswith(name))
    )
    return list(dict.fromkeys(one.lstrip("/") for one in found))
