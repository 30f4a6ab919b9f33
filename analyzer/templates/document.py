"""YAML and JSON bytes to nodes with exact places, in one pass over the parser's events.

The event stream is read instead of composed nodes because it can be stopped: nesting and alias
expansion are bounded while parsing, before a hostile document has cost anything.
"""

import re
from typing import Any

import yaml

from analyzer.core import Problem, Span
from analyzer.templates.assembly import Assembly, DocumentError
from analyzer.templates.model import Node

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ESCAPE = re.compile(
    r"\\(?:u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})|u(?P<lone>[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)
UNREADABLE = "template-unreadable"


def parse(data: bytes, path: str, *, modern: bool = False) -> tuple[Node | None, tuple[Problem, ...]]:
    """The first document of a YAML or JSON file, and what was wrong with it.

    None with one problem where it cannot be read at all; a problem beside a node is a warning
    (duplicate keys).  An empty file gives None and no problem.  ``modern``: YAML 1.2, where ``yes`` is a string.
    """
    text = _decoded(data, path)
    if isinstance(text, Problem):
        return None, (text,)
    try:
        assembly = _assembled(path, text, modern=modern)
    except DocumentError as error:
        return None, (Problem(UNREADABLE, error.span, error.message),)
    except yaml.YAMLError as error:
        return None, (_syntax(error, path),)
    return assembly.root, tuple(assembly.problems)


def _decoded(data: bytes, path: str) -> str | Problem:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(UNREADABLE, Span(path, line, 1, line, 1), f"not valid {encoding.upper().removesuffix('-SIG')}")


def _assembled(path: str, text: str, *, modern: bool) -> Assembly:
    assembly = Assembly(path, text, modern=modern)
    loader = Loader(_as_yaml(text) if text.lstrip()[:1] in {"{", "["} else text)
    try:
        while not assembly.done:
            assembly.take(loader.get_event())
    finally:
        loader.dispose()
    return assembly


def _as_yaml(text: str) -> str:
    """JSON with the two things that libyaml refuses rewritten: tabs between tokens, and pairs of surrogates.

    Inside JSON strings a raw tab is no valid character.  Columns behind a pair on its line are two too small.
    """
    text = text.replace("\t", " ")
    return _ESCAPE.sub(_escape, text) if "\\ud" in text or "\\uD" in text else text


def _escape(match: re.Match[str]) -> str:
    high, low, lone = match["high"], match["low"], match["lone"]
    if high:
        return f"\\U{0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00):08x}"
    return "\\ufffd" if lone else match[0]


def _syntax(error: yaml.YAMLError, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not valid YAML"
    return Problem(UNREADABLE, Span(path, line, column, line, column), f"cannot be parsed: {what}")
