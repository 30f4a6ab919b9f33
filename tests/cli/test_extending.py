"""The walks of docs/extending.md, walked to the letter in a copy of the repository."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "extending.md").read_text()
COPIED = (
    *("analyzer", "rules", "corpus", "tests", "tools", "docs", "integrations", "benchmarks", ".ci", ".github"),
    *("pyproject.toml", "README.md", "CHANGELOG.md", "ARCHITECTURE.md", "LICENSE"),
)
LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__", ".hypothesis")
FENCE = re.compile(r"(.*?)^(`{3,4})(\w+)\n(.*?)^\2$", re.MULTILINE | re.DOTALL)


def section(title):
    """From a heading of the page to its next one; a block that is itself Markdown has headings of its own."""
    from_here = re.split(rf"^## {title}\n", PAGE, flags=re.MULTILINE)[1]
    return re.split(r"^## An? ", from_here, flags=re.MULTILINE)[0]


def blocks(title):
    """Language, text, and the file that the words before a block name last, of each block of a section."""
    for before, _, language, text in FENCE.findall(section(title)):
        named = re.findall(r"`([\w/.-]+\.\w+)`[^`]*\Z", before)
        yield language, text, named[-1] if named else ""


@pytest.fixture
def copy(tmp_path):
    for name in COPIED:
        place = ROOT / name
        (shutil.copytree if place.is_dir() else shutil.copy)(
            place, tmp_path / name, **({"ignore": LEFT_OUT} if place.is_dir() else {})
        )
    return tmp_path


@pytest.fixture
def run(copy, environment):
    """Runs a command line of the page in the copy."""

    def start(line):
        program, *words = line.split()
        assert program == "python"
        return subprocess.run(
            [sys.executable, *words, "-n", "0"],
            cwd=copy,
            env={**environment, "PYTHONPATH": str(copy)},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    return start


def lines(title):
    return [line[2:] for language, text, _ in blocks(title) if language == "console" for line in text.splitlines()]


def write(copy, title):
    for language, text, file in blocks(title):
        if language != "console":
            assert file, text
            (copy / file).parent.mkdir(parents=True, exist_ok=True)
            (copy / file).write_text(text)


@pytest.mark.parametrize(("action", "code"), [("s3:PutObject", 0), ("s3:PutObjects", 1)])
def test_an_operation(copy, run, action, code):
    """The row in the place of the shipped one; an action that IAM does not know is told, with the row."""
    (row,) = [text for language, text, _ in blocks("An operation") if language == "toml"]
    file = copy / "rules" / "operations" / "s3.toml"
    shipped = re.search(r"^\[operations\.CopyObject\]\n.*?^\]\n", file.read_text(), re.MULTILINE | re.DOTALL)[0]
    file.write_text(file.read_text().replace(shipped, row.replace('"s3:PutObject"', f'"{action}"')))
    (line,) = lines("An operation")
    done = run(line)
    assert done.returncode == code, done.stdout
    assert ("CopyObject asks for s3:PutObjects" in done.stdout) == bool(code), done.stdout


def test_a_library(copy, run):
    write(copy, "A library")
    (line,) = lines("A library")
    done = run(line)
    assert (done.returncode, "passed" in done.stdout) == (0, True), done.stdout
    report = (copy / "corpus" / "libraries" / "acme-queue" / "expected" / "report.txt").read_text()
    assert "sqs:SendMessage  on ${Jobs.Arn}" in report


def test_a_rule(copy, run):
    write(copy, "A rule")
    case, house = lines("A rule")
    promise = copy / "tests" / "house" / "test_rules.py"
    assert run(house).returncode == 1  # the promise to users is not made yet
    missing = '        "missing-action": "error",\n'
    promise.write_text(promise.read_text().replace(missing, f'        "many-statements": "warning",\n{missing}'))
    for line in (case, house):
        done = run(line)
        assert (done.returncode, "passed" in done.stdout) == (0, True), done.stdout
    assert "| `many-statements` | invalid | warning |" in (copy / "README.md").read_text()
    assert "[many-statements](#many-statements)" in (copy / "docs" / "rules.md").read_text()
