"""The functions that an application's decorators make.

Source: https://aws.github.io/chalice/api.html
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from analyzer.core import Problem, Ref, Span, Text, lit
from analyzer.repository import Repository
from analyzer.templates.model import EventSource

MAX_DECORATOR = 4_000
MAX_BRACKETS = 64
MAX_DECORATORS = 2_000
MAX_FILE = 1024 * 1024
_LINE = re.compile(r"^@(?P<owner>[A-Za-z_]\w*)\.(?P<word>\w+)\(", re.MULTILINE)
_FUNCTION = re.compile(r"^(?:async\s+)?def\s+(?P<name>[A-Za-z_]\w*)\s*\(", re.MULTILINE)
API = "api_handler"


class Handler(Struct, frozen=True):
    """One Lambda function: ``name`` is its key below ``lambda_functions``, ``spec`` its handler."""

    name: str
    spec: str
    span: Span
    events: tuple[EventSource, ...] = ()


class Decorators:
    """``rules/chalice/decorators.toml``, and what it makes of a file."""

    def __init__(self, rules: Path) -> None:
        self._path = rules / "chalice" / "decorators.toml"

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """The rows by decorator."""
        rows: dict[str, dict[str, Any]] = tomllib.loads(self._path.read_text(encoding="utf-8"))["decorators"]
        return rows

    def handlers(self, folder: str, repository: Repository) -> tuple[Handler, ...]:
        """The functions of the application in a folder: ``app.py`` and the blueprints below ``chalicelib``."""
        found: dict[str, Handler] = {}
        for path, module in _modules(folder, repository):
            data = repository.read(path)
            if isinstance(data, Problem) or len(data) > MAX_FILE or b"halice" not in data:
                continue
            for handler in self._of_file(path, module, data.decode("utf-8", "replace")):
                found.setdefault(handler.name, handler)
        return tuple(found.values())

    def _of_file(self, path: str, module: str, text: str) -> Iterator[Handler]:
        for match in islice(_LINE.finditer(text), MAX_DECORATORS):
            row = self.rows.get(match["word"])
            function = _FUNCTION.search(text, match.end(), match.end() + 4 * MAX_DECORATOR)
            if row is None or function is None:
                continue
            line = text.count("\n", 0, match.start()) + 1
            span = Span(path, line, 1, line, 1)
            if shared := row.get("shared"):
                yield Handler(shared, "app.app", span, _events(row, {}, span))
                continue
            given = _arguments(text[match.start() + 1 : match.start() + MAX_DECORATOR])
            name = given.get("name", function["name"])
            yield Handler(name, f"{module}.{function['name']}", span, _events(row, given, span))


def _modules(folder: str, repository: Repository) -> Iterator[tuple[str, str]]:
    base = f"{folder}/" if folder else ""
    yield f"{base}app.py", "app"
    for path in repository.below(f"{base}chalicelib"):
        if path.endswith(".py"):
            parts = path.removeprefix(base).removesuffix(".py").removesuffix("/__init__")
            yield path, parts.replace("/", ".")


def _arguments(text: str) -> dict[str, str]:
    """The literal arguments of a decorator's call, the first one by the empty name."""
    call = _call(text)
    if call is None:
        return {}
    found = {key.arg: key.value.value for key in call.keywords if key.arg and isinstance(key.value, ast.Constant)}
    if call.args and isinstance(call.args[0], ast.Constant):
        found[""] = call.args[0].value
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _call(text: str) -> ast.Call | None:
    """The call that a text begins with, up to the first closing parenthesis that makes it whole."""
    for match in islice(re.finditer(r"\)", text), MAX_BRACKETS):
        try:
            node = ast.parse(text[: match.end()], mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        return node if isinstance(node, ast.Call) else None
    return None


def _events(row: dict[str, Any], given: dict[str, str], span: Span) -> tuple[EventSource, ...]:
    if not row["kind"]:
        return ()
    whole, name = (
        given.get(row.get("whole", "")),
        given.get(row.get("source", "?"), given.get("") if "source" in row else None),
    )
    known = whole or name
    return (EventSource(row["kind"], span, _source(row, known) if known else None, polled=bool(row.get("polled"))),)


def _source(row: dict[str, Any], known: str) -> Text:
    if known.startswith("arn:") or "arn" not in row:
        return lit(known)
    own = (":", Ref("AWS::Region"), ":", Ref("AWS::AccountId"), ":", row.get("path", ""), known)
    return Text.of("arn:", Ref("AWS::Partition"), ":", row["arn"], *own)
