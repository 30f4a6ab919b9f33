"""The page put together: skeleton, style, program and data."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from typing import Any

from msgspec import to_builtins

from analyzer.reports.document import Document
from analyzer.reports.lines import visible
from analyzer.reports.model import Report
from analyzer.reports.page.functions import function_data, index_row
from analyzer.reports.rules import rule_pages
from analyzer.reports.wording import idle_comments, idle_options, incomplete, left_out, summary, unread

_SCRIPTS = (
    "dom.js",
    "filters.js",
    "list.js",
    "graph.js",
    "policies.js",
    "details.js",
    "overview.js",
    "keys.js",
    "start.js",
)
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def page_text(report: Report, document: Document) -> str:
    """The whole page; the data of each function is a block of its own, read when somebody looks at it."""
    style, script = _static("page.css"), "".join(map(_static, _SCRIPTS))
    parts = {
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "index": _embedded("report", _report(document)),
        "functions": "\n".join(_blocks(report, document)),
    }
    # One pass, so that what data holds is never taken for a slot.
    return _SLOT.sub(lambda slot: parts[slot[1]], _static("page.html"))


def _blocks(report: Report, document: Document) -> Iterator[str]:
    for number, (function, shown) in enumerate(zip(report.functions, document.functions, strict=True)):
        yield _embedded(f"function-{number}", function_data(function, shown))


def _report(document: Document) -> dict[str, Any]:
    return {
        "tool": to_builtins(document.tool),
        "summary": summary(document),
        "leftOut": left_out(document),
        "incomplete": incomplete(document),
        "notSeen": list(document.not_seen),
        "findings": to_builtins(document.findings),
        "unread": to_builtins(unread(document)),
        "idle": to_builtins(idle_comments(document)),
        "withoutEffect": to_builtins(idle_options(document)),
        "suppressions": to_builtins(document.suppressions),
        "functions": [index_row(function) for function in document.functions],
        "rules": {page.name: {"summary": page.summary, "page": page.body} for page in rule_pages()},
    }


def _policy(style: str, script: str) -> str:
    """What the browser may do: show this style, run this script, and nothing else."""
    allowed = {"script-src": script, "style-src": style}
    sources = "; ".join(f"{name} 'sha256-{_digest(text)}'" for name, text in allowed.items())
    return f"default-src 'none'; {sources}; img-src data:; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _static(name: str) -> str:
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")


def _embedded(name: str, value: Any) -> str:
    """A JSON value as a block of data: ASCII, without a character that could end the block or open a comment."""
    text = json.dumps(_shown(value), ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/json" id="{name}">{text}</script>'


def _shown(value: Any) -> Any:
    """The value with the control characters of its strings written out, line ends aside."""
    if isinstance(value, str):
        return "\n".join(map(visible, value.split("\n")))
    if isinstance(value, dict):
        return {key: _shown(item) for key, item in value.items()}
    return [_shown(item) for item in value] if isinstance(value, list | tuple) else value
