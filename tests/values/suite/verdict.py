"""What a program's comments say, held against what was understood."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from casebook import Note, read_notes

from suite.documents import Example
from suite.understanding import Understood


def differences(example: Example, understood: Understood) -> list[str]:
    """One line per difference, with the line of the Markdown document."""
    notes = _notes(example)
    starts = {name: start for name, _, start in example.files}
    found = {"value": understood.values, "calls": understood.calls, "gap": understood.gaps}
    lines: list[str] = []
    for kind, got in found.items():
        mine = [note for note in notes if note.kind == kind]
        stated = {(note.file, note.line) for note in mine}
        lines += [text for note in mine for text in _against(note, got.get((note.file, note.line), []))]
        lines += [
            f"{file}:{line}: {kind} {' | '.join(texts)}, which no comment says"
            for (file, line), texts in got.items()
            if (file, line) not in stated
        ]
    return [_placed(line, starts) for line in lines]


def _notes(example: Example) -> list[Note]:
    notes: list[Note] = []
    with TemporaryDirectory() as folder:
        for name, text, _ in example.files:
            path = Path(folder) / "source"
            path.write_text(text)
            notes += read_notes(path, name)
    return notes


def _against(note: Note, got: list[str]) -> Iterator[str]:
    want = _alternatives(note.text) if note.kind != "gap" else [note.text.split()[0]]
    agrees = sorted(want) == sorted(got)
    if note.verdict == "MISSING" and agrees:
        yield f"{note}: this is right now: delete the word MISSING"
    elif note.verdict != "MISSING" and not agrees:
        yield f"{note}: got {' | '.join(got) or 'nothing'}"


def _alternatives(text: str) -> list[str]:
    """``"a" | "b"`` split at bars that stand between spaces."""
    return [each.strip() for each in text.split(" | ")]


def _placed(line: str, starts: dict[str, int]) -> str:
    """The message with lines of the document behind those of the example's file."""
    file, number, rest = line.split(":", 2)
    return f"{file}:{number} (document line {int(number) + starts.get(file, 1) - 1}):{rest}"
