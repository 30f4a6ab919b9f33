"""YAML and JSON bytes to nodes with exact places, in one pass over the parser's events.

The event stream is read instead of composed nodes because it can be stopped: nesting and alias
expansion are bounded while parsing, before a hostile document has cost anything.
"""

from typing import Any

import yaml

from analyzer.core import Problem, Span
from analyzer.templates.assembly import Assembly, DocumentError
from analyzer.templates.model import Node

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

UNREADABLE = "template-unreadable"


def parse(data: bytes, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The first document of a YAML or JSON file, and what was wrong with it.

    None with one problem where it cannot be read at all; a problem beside a node is a warning
    (duplicate keys).  An empty file gives None and no problem.
    """
    text = _decoded(data, path)
    if isinstance(text, Problem):
        return None, (text,)
    try:
        assembly = _assembled(path, text)
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


def _assembled(path: str, text: str) -> Assembly:
    assembly = Assembly(path, text)
    # libyaml refuses tabs between tokens, which JSON allows; inside JSON strings a raw tab is no valid character.
    is_json = text.lstrip()[:1] in {"{", "["}
    loader = Loader(text.replace("\t", " ") if is_json else text)
    try:
        while not assembly.done:
            assembly.take(loader.get_event())
    finally:
        loader.dispose()
    return assembly


def _syntax(error: yaml.YAMLError, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not valid YAML"
    return Problem(UNREADABLE, Span(path, line, column, line, column), f"cannot be parsed: {what}")
