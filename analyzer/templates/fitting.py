"""What fits where a template does not say: files that define a handler, folders with the name of what is looked for."""

import re

from analyzer.core import Problem
from analyzer.repository import Repository

MAX_READ = 1024 * 1024
_NOT_CODE = re.compile(
    r"(?:^|/)(?:tests?|node_modules|site-packages|dist-packages|cdk\.out|\.aws-sam|\.venv|venv|\.serverless|build|dist)/"
)
_TEMPLATES = (
    "template.yaml", "template.yml", "template.json", "samconfig.toml", "serverless.yml", "serverless.yaml", "main.tf", "cdk.json",
)  # fmt: skip
# Names that say nothing of what the code is for: one far from the template may be another function's.
_PLAIN = frozenset(
    {"app", "code", "function", "handler", "index", "lambda", "lambda_function", "lambda_handler", "main"}
)


def is_code(path: str, folder: str) -> bool:
    """Whether a file below a folder may be what is deployed: no test, no build, nothing installed."""
    return not _NOT_CODE.search(path[len(folder) :])


def is_of_another(path: str, folder: str, repository: Repository) -> bool:
    """Whether a file below a folder stands in a project of its own: beside a template, or below one."""
    place = path.rpartition("/")[0]
    while len(place) > len(folder):
        if any(repository.is_file(f"{place}/{name}") for name in _TEMPLATES):
            return True
        place = place.rpartition("/")[0]
    return False


def says_much(module: str) -> bool:
    """Whether a module's name is not one that every function's may have."""
    return module not in _PLAIN


def defines(path: str, name: str, repository: Repository) -> bool:
    """Whether a file has a thing of this name at its top level, as far as its lines show."""
    data = repository.read(path)
    if isinstance(data, Problem) or len(data) > MAX_READ:
        return False
    top = rf"(?:async\s+def|def|class)\s+{re.escape(name)}\b|{re.escape(name)}\s*[:=]|(?:from|import)\s.*\b{re.escape(name)}\b"
    return re.search(rf"^(?:{top})", data.decode("utf-8", "replace"), re.MULTILINE) is not None


def is_named(path: str, hints: frozenset[str]) -> bool:
    """Whether a folder of the path has one of these names, as ``alike`` writes them."""
    return any(alike(folder) in hints for folder in path.split("/")[:-1])


def alike(name: str) -> str:
    """A name without what people write differently from place to place."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
