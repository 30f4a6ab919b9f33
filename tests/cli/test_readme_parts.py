"""The generated parts of README.md are what the program says; ``pytest --update`` writes them."""

import re
import shutil
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
    (shown,) = [paragraph for paragraph in paragraphs if paragraph.startswith("FulfilOrder ")]
    begin = shown[: shown.index("  Write instead")]
    assert same("sample", f"```text\n…\n\n{begin}…\n\n{paragraphs[-1]}```\n", update)


def walk():
    """The commands between the README's scan and the next scan, as they stand there."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
    (block,) = [block for block in blocks if "overgrant fix" in block]
    return [line.split()[1:] for line in block.splitlines() if line.startswith("overgrant ")]


def test_the_walk_from_a_finding_to_its_fix(overgrant, root, update):
    """Every command works as it stands; the change is the one that is shown, and nothing is left to report after it."""
    shutil.copytree(README.parent / "corpus" / "apps" / "orders", root / "corpus" / "apps" / "orders")
    explain, diff, fix, scan = walk()
    assert "FulfilOrder never calls s3:GetObject" in overgrant(*explain).stdout
    assert same("fix", f"```diff\n{overgrant(*diff).stdout}```\n", update)
    assert overgrant(*fix).code == 0
    last = overgrant(*scan)
    assert (last.code, "1 function: 0 errors, 0 warnings, 0 notes" in last.stdout) == (0, True), last


def test_measured_figures_stand_on_the_pages_that_they_link():
    rows = re.findall(r"\[([^\]]+)\]\((docs/measured/[^)]+)\)", section("measured"))
    assert rows
    for figures, page in rows:
        text = (README.parent / page).read_text()
        assert [one for one in re.findall(r"\d+", figures) if not re.search(rf"(?<!\d){one}(?!\d)", text)] == [], page


def test_every_command_is_in_the_table():
    text = README.read_text()
    assert [command.name for command in COMMANDS if f"`overgrant {command.name} " not in text] == []
