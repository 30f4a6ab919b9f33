"""``rules/libraries/*.toml``: packages and decorators outside the scanned code that do nothing with AWS themselves.

What a library does with AWS is said by a model under ``rules/libraries/models``; see ``accesses.library_models``.
"""

from pathlib import Path

from msgspec import Struct

from analyzer.rulebook.tables import RulesError, Table, open_table


class LibraryRules(Struct, frozen=True):
    """Packages that call no API of their own accord, and decorators by full name.

    ``decorators`` give back the function that they are put on, bare or with options, changed in
    nothing that matters here; what a class makes is written with ``()`` behind it.
    """

    inert: frozenset[str]
    decorators: frozenset[str]


def load_libraries(directory: Path) -> LibraryRules:
    """Every file of ``rules/libraries``; ``RulesError`` lists all errors of all files."""
    errors: list[str] = []
    inert: dict[str, str] = {}
    decorators: dict[str, None] = {}
    for path in sorted((directory / "libraries").glob("*.toml")):
        table = open_table(path, errors)
        table.text("doc")
        for name in table.texts("inert"):
            if name in inert:
                table.note(f"{name} stands twice")
            inert[name] = path.name
        for row in table.tables("decorators"):
            _add(decorators, row)
        table.close()
    if errors:
        raise RulesError(errors)
    return LibraryRules(frozenset(inert), frozenset(decorators))


def _add(decorators: dict[str, None], row: Table) -> None:
    owners, names = row.texts("of"), row.texts("name")
    doc = row.text("doc", required=True)
    if doc and not doc.startswith("https://"):
        row.note("doc must be the address of a page")
    if not names or not owners:
        row.note("of and name must name something")
    row.close()
    for full in (f"{owner}.{name}" for owner in owners for name in names):
        if full in decorators:
            row.note(f"{full} stands twice")
        decorators[full] = None
