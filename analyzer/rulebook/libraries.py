"""``rules/libraries/*.toml``: what packages outside the scanned code do with AWS.

A row names functions by their full name; what a class makes is written with ``()`` behind it, so a
method of it is ``flask.Flask().route``.  ``role`` says what happens to callables that are handed in.
"""

from pathlib import Path
from typing import Literal

from msgspec import Struct

from analyzer.rulebook.tables import RulesError, Table, open_table

Role = Literal["", "decorator", "registers"]
_ROLES = ("", "decorator", "registers")


class LibraryCall(Struct, frozen=True):
    """One API operation that a library function calls.

    ``arguments`` are (input member, source) with sources ``parameter:name`` and ``literal:text``;
    ``method_from`` names a parameter that holds the operation.
    """

    service: str
    operation: str
    arguments: tuple[tuple[str, str], ...] = ()


class LibraryFunction(Struct, frozen=True):
    """One function, class or method of a library.

    ``role``: ``decorator`` gives back the function that it is put on, bare or with options;
    ``registers`` does so too and calls it later.  ``returns`` is ``text`` for a string, ``self`` for
    what the name with ``()`` stands for, ``first`` for its first argument, empty for anything.
    """

    parameters: tuple[str, ...]
    calls: tuple[LibraryCall, ...]
    role: Role = ""
    returns: str = ""
    doc: str = ""


class LibraryRules(Struct, frozen=True):
    """All library rows: functions by full name, and the packages that need no gap."""

    functions: dict[str, LibraryFunction]
    modelled: frozenset[str]
    inert: frozenset[str]


def load_libraries(directory: Path) -> LibraryRules:
    """Every file of ``rules/libraries``; ``RulesError`` lists all errors of all files."""
    errors: list[str] = []
    functions: dict[str, LibraryFunction] = {}
    modelled: set[str] = set()
    inert: set[str] = set()
    for path in sorted((directory / "libraries").glob("*.toml")):
        table = open_table(path, errors)
        modelled.update(table.texts("packages"))
        inert.update(table.texts("inert"))
        table.text("doc")
        for row in table.tables("functions"):
            _add(functions, row)
        table.close()
    if errors:
        raise RulesError(errors)
    return LibraryRules(functions, frozenset(modelled), frozenset(inert))


def _add(functions: dict[str, LibraryFunction], row: Table) -> None:
    owners, names = row.texts("of"), row.texts("name")
    role = row.text("role")
    if role not in _ROLES:
        row.note(f"role {role} is none of {', '.join(_ROLES[1:])}")
    made = LibraryFunction(
        parameters=row.texts("parameters"),
        calls=tuple(_call(each) for each in row.tables("calls")),
        role=role if role in _ROLES else "",  # type: ignore[arg-type]
        returns=row.text("returns"),
        doc=row.text("doc", required=True),
    )
    if not names:
        row.note("name is missing")
    row.close()
    for name in names:
        for full in [f"{owner}.{name}" for owner in owners] or [name]:
            if full in functions:
                row.note(f"{full} stands twice")
            functions[full] = made


def _call(row: Table) -> LibraryCall:
    made = LibraryCall(row.text("service", required=True), row.text("operation", required=True), row.pairs("arguments"))
    row.close()
    return made
