"""The comments of a case, as they are understood."""

from pathlib import Path

import pytest
from casebook import Note, read_notes
from casebook.notes import NoteError, read_sidecar


def notes_of(tmp_path: Path, text: str, name: str = "app.py") -> list[Note]:
    path = tmp_path / name
    path.write_text(text)
    return read_notes(path, name)


def test_a_trailing_comment_speaks_of_its_line(tmp_path: Path) -> None:
    (note,) = notes_of(tmp_path, "x = 1\nt.put_item()  # needs: dynamodb:PutItem @ {Orders}\n")
    assert (note.place, note.kind, note.text) == ("app.py:2", "needs", "dynamodb:PutItem @ {Orders}")


def test_a_comment_of_its_own_speaks_of_the_next_line_with_code(tmp_path: Path) -> None:
    notes = notes_of(tmp_path, "# gap: reflection\n# needs: s3:GetObject @ *\n\n# why not\ncall()\n")
    assert [(note.kind, note.line) for note in notes] == [("gap", 5), ("needs", 5)]


def test_one_comment_states_several_truths(tmp_path: Path) -> None:
    notes = notes_of(tmp_path, "f()  # needs: a:B @ {X}, {X}/*; MISSING c:D @ *  # gap: widened\n")
    assert [(note.kind, note.verdict, note.text) for note in notes] == [
        ("needs", "", "a:B @ {X}, {X}/*"),
        ("needs", "MISSING", "c:D @ *"),
        ("gap", "", "widened"),
    ]


def test_a_value_may_hold_a_semicolon(tmp_path: Path) -> None:
    (note,) = notes_of(tmp_path, 'reveal(x)  # value: "a; b"\n')
    assert note.text == '"a; b"'


def test_functions_are_named_in_brackets_or_for_a_stretch_of_the_file(tmp_path: Path) -> None:
    text = "a()  # needs[One, Two]: a:B\n# for: Three\nb()  # needs: a:B\n# for: *\nc()  # needs: a:B\n"
    assert [note.functions for note in notes_of(tmp_path, text)] == [("One", "Two"), ("Three",), ()]


def test_other_comments_are_left_alone(tmp_path: Path) -> None:
    assert (
        notes_of(tmp_path, "# what it needs: nothing\n# findings are rare\nx = 1  # noqa: ok\n# overgrant: ignore[x]\n")
        == []
    )


def test_ok_needs_no_text(tmp_path: Path) -> None:
    (note,) = notes_of(tmp_path, "save()  # ok\n")
    assert (note.kind, note.line) == ("ok", 1)


def test_an_empty_comment_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(NoteError, match=r"app\.py:2"):
        notes_of(tmp_path, "x = 1\nf()  # needs:   \n")


def test_json_is_annotated_from_beside(tmp_path: Path) -> None:
    (tmp_path / "template.json").write_text('{\n  "Action": "s3:*"\n}\n')
    (tmp_path / "expect.toml").write_text(
        '[[expect]]\nfile = "template.json"\nat = "s3:*"\nsays = "finding: wildcard-action s3:*"\n'
    )
    (note,) = read_sidecar(tmp_path / "expect.toml", tmp_path)
    assert (note.place, note.text) == ("template.json:2", "wildcard-action s3:*")


def test_a_place_beside_must_be_one_line(tmp_path: Path) -> None:
    (tmp_path / "template.json").write_text("1\n1\n")
    (tmp_path / "expect.toml").write_text('[[expect]]\nfile = "template.json"\nat = "1"\nsays = "gap: x"\n')
    with pytest.raises(NoteError, match="2 lines"):
        read_sidecar(tmp_path / "expect.toml", tmp_path)
