"""The programs of the Markdown documents in this folder, and the reader of those documents."""

from pathlib import Path

import pytest
from suite import Example, Understood, differences, examples_of, understand
from suite.documents import DocumentError

DOCUMENTS = sorted(Path(__file__).parent.glob("*.md"))
EXAMPLES = [example for path in DOCUMENTS for example in examples_of(path)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_analysis_understands_the_program(example: Example) -> None:
    lines = differences(example, understand(example))
    assert not lines, f"{example.name}:\n  " + "\n  ".join(lines)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_program_is_python(example: Example) -> None:
    for name, text, _ in example.files:
        if name.endswith(".py"):
            compile(text, name, "exec")


DOCUMENT = """# One

Text.

## Two

```py
x = 1
reveal(x)  # value: 1
```

`b/c.py`:

```py
y = 2
```

```py
z = 3
```

```toml
handler = "main"
```
"""


def read(tmp_path: Path, text: str) -> list[Example]:
    path = tmp_path / "doc.md"
    path.write_text(text)
    return examples_of(path)


def test_headings_files_and_settings(tmp_path: Path) -> None:
    (example,) = read(tmp_path, DOCUMENT)
    assert example.name == "doc / One / Two"
    assert [name for name, _, _ in example.files] == ["handler.py", "b/c.py"]
    assert example.settings == {"handler": "main"}


def test_blocks_of_one_file_keep_their_lines(tmp_path: Path) -> None:
    (example,) = read(tmp_path, DOCUMENT)
    _name, text, start = example.files[0]
    lines = DOCUMENT.splitlines()
    assert [(lines[start - 1 + number], line) for number, line in enumerate(text.splitlines()) if line] == [
        (line, line) for line in ("x = 1", "reveal(x)  # value: 1", "z = 3")
    ]


def test_an_open_block_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="never closed"):
        read(tmp_path, "# A\n```py\nx = 1\n")


def test_two_programs_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="two programs"):
        read(tmp_path, "# A\n```py\nx = 1\n```\n# A\n```py\nx = 1\n```\n")


def test_every_difference_is_said_with_its_line(tmp_path: Path) -> None:
    (example,) = read(tmp_path, DOCUMENT)
    right = Understood({("handler.py", 2): ["1"]}, {}, {})
    assert differences(example, right) == []
    wrong = Understood({("handler.py", 2): ["2"], ("handler.py", 1): ["3"]}, {("b/c.py", 1): ["s3.GetObject()"]}, {})
    text = "\n".join(differences(example, wrong))
    assert "handler.py:2 (document line 9)" in text
    assert "got 2" in text
    assert "value 3, which no comment says" in text
    assert "calls s3.GetObject(), which no comment says" in text
