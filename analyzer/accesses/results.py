"""What API calls give back, where that leads to a name or an ARN again: ``rules/operations/_results.toml``."""

import re
import tomllib
from pathlib import Path
from typing import Any

from analyzer.accesses.snapshot import SAME, at_path
from analyzer.core import Hole, Part, Ref, Text
from analyzer.values.arguments import Known, Members

_PIECE = re.compile(r"\$\{([\w:]+)\}|\{([\w.\[\]]+)\}|\*")


class Results:
    """Service and operation → response member → pattern over the call's own arguments."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "operations" / "_results.toml"
        self._rows: dict[str, Any] | None = None

    def value(
        self, service: str, operation: str, path: tuple[str, ...], arguments: Members, region: Text | None = None
    ) -> tuple[Text, ...]:
        """The texts that a response member may be, empty when the table says nothing of it."""
        pattern = self._row(service, operation, path)
        return filled(pattern, arguments, region) if pattern and not pattern.startswith(SAME) else ()

    def same(self, service: str, operation: str, path: tuple[str, ...]) -> str:
        """``=RequestItems`` for a response member that gives back that argument of the call, or a part of it."""
        pattern = self._row(service, operation, path)
        return pattern if pattern.startswith(SAME) else ""

    def tells(self, service: str, operation: str, path: tuple[str, ...]) -> bool:
        """Whether the table says anything of a response member, of a part of it, or of what it is a part of."""
        rows = self._table().get(service, {}).get(operation, {})
        return any(all(map(str.__eq__, row.split("."), path)) for row in rows)

    def _table(self) -> dict[str, Any]:
        if self._rows is None:
            self._rows = tomllib.loads(self._path.read_text("utf-8"))
        return self._rows

    def _row(self, service: str, operation: str, path: tuple[str, ...]) -> str:
        pattern = self._table().get(service, {}).get(operation, {}).get(".".join(path))
        return pattern if isinstance(pattern, str) else ""


def filled(pattern: str, arguments: Members, region: Text | None = None) -> tuple[Text, ...]:
    """A pattern with ``{Member}`` replaced by the call's argument and ``${AWS::Region}`` by the call's region."""
    rows: list[list[Part | Text | str]] = [[]]
    at = 0
    for found in _PIECE.finditer(pattern):
        for row in rows:
            row.append(pattern[at : found.start()])
        at = found.end()
        choices = (region,) if found[1] == "AWS::Region" and region is not None else _choices(found, arguments)
        rows = [[*row, choice] for row in rows for choice in choices][:32]
    return tuple(dict.fromkeys(Text.of(*row, pattern[at:]) for row in rows))


def _choices(found: re.Match[str], arguments: Members) -> tuple[Part | Text, ...]:
    if found[1]:
        return (Ref(found[1]),)
    argument = at_path(arguments, found[2]) if found[2] else None
    return argument.texts if isinstance(argument, Known) and argument.texts else (Hole("response"),)
