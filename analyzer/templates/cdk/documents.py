"""JSON files of an assembly as plain values."""

from typing import Any

import msgspec

from analyzer.core import Problem, Span
from analyzer.templates.sheet import Desk


def read_json(path: str | None, desk: Desk) -> tuple[Any, tuple[Problem, ...]]:
    """The value of a JSON file of the repository; None with one problem where there is none."""
    if path is None or not desk.repository.is_file(path):
        problem = Problem("template-unreadable", Span(path or "."), "there is no such file; run cdk synth again")
        return None, (problem,)
    data = desk.repository.read(path)
    if isinstance(data, Problem):
        return None, (data,)
    try:
        return msgspec.json.decode(data), ()
    except (msgspec.DecodeError, RecursionError):
        return None, (Problem("template-unreadable", Span(path), "not valid JSON; run cdk synth again"),)


def table(value: Any, key: str | None = None) -> dict[str, Any]:
    """The mapping at a key of a value, or the value itself; empty where that is no mapping."""
    found = value if key is None else value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
