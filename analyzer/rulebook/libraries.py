"""``rules/libraries/*.toml``: packages, decorators and base classes outside the scanned code that do nothing with AWS themselves.

What a library does with AWS is said by a model under ``rules/libraries/models``; see ``accesses.library_models``.
"""

from pathlib import Path

from msgspec import Struct

from analyzer.rulebook.tables import RulesError, Table, open_table


class Settings(Struct, frozen=True):
    """A base class whose subclasses take their fields from the environment.

    ``prefix`` is what a subclass calls the prefix of its variables, in a class or dict of one of the
    names in ``owners``.
    """

    owners: tuple[str, ...] = ()
    prefix: str = ""


class LibraryRules(Struct, frozen=True):
    """Packages that call no API of their own accord; decorators and settings classes by full name.

    ``suspect`` are pieces of names by which a package that is not seen is thought to call AWS.

    ``programs`` are other programs that call nothing when they are started.

    ``decorators`` give back the function that they are put on, bare or with options, changed in
    nothing that matters here; what a class makes is written with ``()`` behind it.  ``callers`` call
    their first argument with the others and give its result.
    """

    inert: frozenset[str]
    decorators: frozenset[str]
    settings: dict[str, Settings]
    suspect: tuple[str, ...] = ()
    callers: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()


def load_libraries(directory: Path) -> LibraryRules:
    """Every file of ``rules/libraries``; ``RulesError`` lists all errors of all files."""
    errors: list[str] = []
    inert: dict[str, str] = {}
    decorators: dict[str, None] = {}
    settings: dict[str, Settings] = {}
    suspect: list[str] = []
    callers: dict[str, None] = {}
    programs: dict[str, None] = {}
    for path in sorted((directory / "libraries").glob("*.toml")):
        table = open_table(path, errors)
        table.text("doc")
        suspect.extend(table.texts("suspect"))
        programs.update(dict.fromkeys(table.texts("programs")))
        for name in table.texts("inert"):
            if name in inert:
                table.note(f"{name} stands twice")
            inert[name] = path.name
        for row in table.tables("decorators"):
            for full in _named(row):
                if full in decorators:
                    row.note(f"{full} stands twice")
                decorators[full] = None
            row.close()
        for row in table.tables("callers"):
            callers.update(dict.fromkeys(_named(row)))
            row.close()
        for row in table.tables("settings"):
            made = Settings(row.texts("owners"), row.text("prefix"))
            settings.update(dict.fromkeys(_named(row), made))
            row.close()
        table.close()
    if errors:
        raise RulesError(errors)
    return LibraryRules(
        frozenset(inert), frozenset(decorators), settings, tuple(suspect), frozenset(callers), frozenset(programs)
    )


def _named(row: Table) -> list[str]:
    """The full names that a row speaks of."""
    owners, names = row.texts("of"), row.texts("name")
    doc = row.text("doc", required=True)
    if doc and not doc.startswith("https://"):
        row.note("doc must be the address of a page")
    if not names or not owners:
        row.note("of and name must name something")
    return [f"{owner}.{name}" for owner in owners for name in names]
