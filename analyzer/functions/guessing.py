"""Code whose package is made elsewhere: the only file of the repository that fits the handler."""

import re

from analyzer.core import Problem
from analyzer.functions.locate import Handler
from analyzer.functions.requirements import upwards
from analyzer.repository import Repository
from analyzer.templates.model import CodeSource, FunctionDecl

_MAX_READ = 1024 * 1024
_MAX_FITTING = 200
_NOT_CODE = re.compile(
    r"(?:^|/)(?:tests?|node_modules|site-packages|dist-packages|cdk\.out|\.aws-sam|\.venv|venv|\.serverless|build|dist)/"
)
_ARCHIVE = re.compile(r"([\w.-]+)\.zip")
# Names that say nothing of what the code is for: one far from the template may be another function's.
_PLAIN = frozenset(
    {"app", "code", "function", "handler", "index", "lambda", "lambda_function", "lambda_handler", "main"}
)


def likely_code(declaration: FunctionDecl, handler: Handler, repository: Repository) -> CodeSource | None:
    """The folder with the handler's module, None unless one file alone defines the handler; ``why`` says that it is a guess.

    Looked for below the template's folder first, then below those above it.  Of several files the one
    counts whose folder has the name of the package or of the function.
    """
    hints = _hints(declaration)
    for height, folder in enumerate(upwards(declaration.template.rpartition("/")[0])):
        fitting = _fitting(folder, handler, repository)
        named = [path for path in fitting if _is_named(path, hints)]
        chosen = fitting if len(fitting) == 1 else named
        if len(chosen) == 1 and (height < 2 or named or handler.module not in _PLAIN):
            return _guess(declaration.code, chosen[0], handler)
        if fitting:
            return None
    return None


def _guess(code: CodeSource, path: str, handler: Handler) -> CodeSource:
    folder = path.removesuffix(f"{handler.path}.py").rstrip("/")
    above = folder.rpartition("/")[0]
    also = (above,) if above else ()  # what several functions share is often copied in from beside their folders
    return CodeSource("directory", code.span, path=folder, why=f"{code.why}; {path} alone fits its handler", also=also)


def _fitting(folder: str, handler: Handler, repository: Repository) -> list[str]:
    name = f"{handler.path}.py"
    below = repository.below(folder)
    found = [path for path in below if path == name or path.endswith(f"/{name}")]
    found = [path for path in found if not _NOT_CODE.search(path[len(folder) :])][:_MAX_FITTING]
    return [path for path in found if _defines(path, handler.callable, repository)]


def _defines(path: str, name: str, repository: Repository) -> bool:
    data = repository.read(path)
    if isinstance(data, Problem) or len(data) > _MAX_READ:
        return False
    top = rf"(?:async\s+def|def|class)\s+{re.escape(name)}\b|{re.escape(name)}\s*[:=]|(?:from|import)\s.*\b{re.escape(name)}\b"
    return re.search(rf"^(?:{top})", data.decode("utf-8", "replace"), re.MULTILINE) is not None


def _hints(declaration: FunctionDecl) -> frozenset[str]:
    """What the package and the function are called, written alike."""
    archives = _ARCHIVE.findall(declaration.code.why)
    return frozenset(_plain(one) for one in (*archives, declaration.id.rpartition(".")[2]))


def _is_named(path: str, hints: frozenset[str]) -> bool:
    return any(_plain(folder) in hints for folder in path.split("/")[:-1])


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
