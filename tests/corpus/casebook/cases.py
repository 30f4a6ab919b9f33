"""One case: a folder with ``case.toml``, a template, source, and the truths their comments state."""

import json
import tomllib
from pathlib import Path
from typing import Any

from msgspec import Struct, convert

from casebook.notes import Note, NoteError, read_notes, read_sidecar

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
ANNOTATED = (".py", ".yaml", ".yml", ".toml", ".tf")
LEFT_OUT = ("expected", "events", "__pycache__", "cdk.out")  # staged copies of what is annotated


class Event(Struct, frozen=True, forbid_unknown_fields=True):
    """One event that the recorder runs a handler with; ``function`` may be empty where a case has one.

    ``raises`` names the exception that the handler is expected to end with.
    """

    json: str = "{}"
    function: str = ""
    raises: str = ""

    @property
    def payload(self) -> Any:
        """The event as Lambda passes it."""
        return json.loads(self.json)


class Run(Struct, frozen=True, forbid_unknown_fields=True):
    """How the recorder runs the case.

    ``skip`` is the reason why it cannot be run.  ``responses`` maps ``service.Operation`` to the
    canned answer of an operation that the mock cannot play; ``environment`` adds variables;
    ``before`` lists calls that prepare the account: service, operation, keyword arguments; ``free`` operations that
    IAM always allows.
    """

    skip: str = ""
    responses: dict[str, Any] = {}
    environment: dict[str, str] = {}
    before: list[tuple[str, str, dict[str, Any]]] = []
    free: list[str] = []


class _Settings(Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    why: str
    tags: list[str] = []
    functions: list[str] | None = None
    problems: list[str] = []
    options: dict[str, Any] = {}
    run: Run = Run()
    event: list[Event] = []


class Case(Struct, frozen=True):
    """One case, read.  ``name`` is its path below ``corpus/``; ``problems`` are ``code`` or ``code file``."""

    name: str
    folder: Path
    title: str
    why: str
    tags: tuple[str, ...]
    functions: tuple[str, ...] | None
    problems: tuple[str, ...]
    options: dict[str, Any]
    run: Run
    events: tuple[Event, ...]
    notes: tuple[Note, ...]

    def of_kind(self, kind: str) -> list[Note]:
        """Its truths of one kind, in file order."""
        return [note for note in self.notes if note.kind == kind]


def all_cases() -> list[Case]:
    """Every case, in the order of their names."""
    return [read_case(path.parent) for path in sorted(CORPUS.rglob("case.toml"))]


def read_case(folder: Path) -> Case:
    """The case in this folder; raises with the file's name when ``case.toml`` or a comment is wrong."""
    path = folder / "case.toml"
    settings = convert(tomllib.loads(path.read_text()), _Settings)
    if settings.run.skip and settings.event:
        message = f"{path}: a case that is not run has no events"
        raise NoteError(message)
    return Case(
        name=folder.relative_to(CORPUS).as_posix() if folder.is_relative_to(CORPUS) else folder.name,
        folder=folder,
        title=settings.title,
        why=settings.why,
        tags=tuple(settings.tags),
        functions=None if settings.functions is None else tuple(settings.functions),
        problems=tuple(settings.problems),
        options=settings.options,
        run=settings.run,
        events=tuple(settings.event) or (Event(),),
        notes=tuple(_notes(folder)),
    )


def _notes(folder: Path) -> list[Note]:
    notes: list[Note] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or name.parts[0] in LEFT_OUT:
            continue
        if name.as_posix() == "expect.toml":
            notes += read_sidecar(path, folder)
        elif path.suffix in ANNOTATED and name.as_posix() != "case.toml":
            notes += read_notes(path, name.as_posix())
    return notes
