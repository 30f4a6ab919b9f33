"""One handler that several templates deploy under one id: which of their roles it has is for the reader to say."""

from msgspec.structs import replace

from analyzer.core import Problem
from analyzer.functions.model import Entry


def told_apart(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries; those of one id and one file in several templates say so."""
    places: dict[tuple[str, str | None, str | None], dict[str, None]] = {}
    for entry in entries:
        places.setdefault(_identity(entry), {})[entry.declaration.template] = None
    return tuple(_with(entry, places[_identity(entry)]) for entry in entries)


def _identity(entry: Entry) -> tuple[str, str | None, str | None]:
    return entry.declaration.id, entry.file, entry.callable


def _with(entry: Entry, places: dict[str, None]) -> Entry:
    others = [place for place in places if place != entry.declaration.template]
    if not others or entry.file is None:
        return entry
    shown = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
    message = f"{entry.declaration.id} is declared in {shown} too, with the same code; --template chooses one"
    problem = Problem("several-templates", entry.declaration.span, message)
    return replace(entry, problems=(*entry.problems, problem))
