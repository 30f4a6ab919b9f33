"""The generated parts of README.md are what the program says; ``pytest --update`` writes them."""

import re
from pathlib import Path

from analyzer.cli.commands import COMMANDS
from analyzer.reports.rules import rule_pages

README = Path(__file__).resolve().parents[2] / "README.md"


def section(name):
    return re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->\n", README.read_text(), re.DOTALL)[1]


def same(name, text, update):
    """Whether a section holds this text; under --update it is written first."""
    if update:
        before, after = re.split(
            rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->\n)", README.read_text(), flags=re.DOTALL
        )
        README.write_text(before + text + after)
    return section(name) == text


def test_table_of_rules(update):
    rows = [f"| `{page.name}` | {page.category} | {page.level} | {page.summary} |\n" for page in rule_pages()]
    assert rows
    assert same("rules", "| rule | category | level | what it says |\n|---|---|---|---|\n" + "".join(rows), update)


def test_sample_output(overgrant, update):
    """What the README's first command prints of one function, and its last lines."""
    words = ("scan", "corpus/apps/orders", "--fail-on", "never", "--no-cache")
    result = overgrant(*words, cwd=README.parent)
    assert result.code == 0, result.stderr
    paragraphs = result.stdout.split("\n\n")
    shown = [paragraph for paragraph in paragraphs if paragraph.startswith("FulfilOrder ")]
    assert same("sample", "```text\n" + "\n".join(("…", "", *shown, "", "…", "", paragraphs[-1])) + "```\n", update)


def test_every_command_is_in_the_table():
    text = README.read_text()
    assert [command.name for command in COMMANDS if f"`overgrant {command.name} " not in text] == []
