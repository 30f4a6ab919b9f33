"""The pages of docs/: links lead somewhere, options exist, commands run, generated parts are up to date (``pytest --update``)."""

import re
import shlex
import shutil
from pathlib import Path
from typing import get_args

import pytest

from analyzer.cli.commands import COMMANDS
from analyzer.core import GapKind
from analyzer.reports.rules import rule_pages

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
OWN = [DOCS / name for name in ("README.md", "getting-started.md", "how-it-decides.md", "what-it-cannot-know.md",
       "configuration.md", "extending.md", "comparison.md", "integrations/serverless.md")]  # fmt: skip
READMES = [ROOT / "README.md", *sorted(ROOT.glob("integrations/*/README.md"))]
FLAGS = {flag.name: flag for command in COMMANDS for flag in command.flags if flag.name != "debug"}
# What belongs to other programs: pip, pytest, npm, git, uv, the frameworks.
FOREIGN = {"update", "group", "upgrade", "ignore-scripts", "offline", "action", "version", "help", "stage", "region"}


def name(path):
    return path.relative_to(ROOT).as_posix()


def anchor(title):
    """How GitHub names a heading."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def without_code(text):
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [*PAGES, *READMES], ids=name)
def test_relative_links_lead_somewhere(page):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text())):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, part = target.partition("#")
        place = (page.parent / file).resolve() if file else page
        titles = re.findall(r"^#+ (.+)$", place.read_text(), re.MULTILINE) if part and place.exists() else []
        if not place.exists() or (part and part not in map(anchor, titles)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", OWN, ids=name)
def test_options_exist(page):
    """Every ``--option`` that stands behind ``overgrant`` or alone in backquotes."""
    text = page.read_text()
    lines = re.findall(r"^\$ (?:\S*/)?overgrant .*$", text, re.MULTILINE) + re.findall(r"`[^`\n]*`", without_code(text))
    words = [word for line in lines for word in re.findall(r"--([a-z][a-z-]*)", line)]
    assert sorted({word for word in words if word not in FLAGS and word not in FOREIGN}) == []


@pytest.mark.parametrize("page", [DOCS / "README.md"], ids=name)
def test_the_index_names_every_page(page):
    text = page.read_text()
    assert [
        name(other) for other in OWN if other != page and f"({other.relative_to(DOCS).as_posix()})" not in text
    ] == []


def commands():
    """The lines ``$ overgrant …`` of the pages that name a sample of this repository."""
    for page in OWN:
        for line in re.findall(r"^\$ overgrant (.*)$", page.read_text(), re.MULTILINE):
            if "corpus/" in line or line.startswith("rules"):
                yield pytest.param(line, id=f"{page.stem}: {line}")


@pytest.mark.parametrize("line", list(commands()))
def test_commands_run(line, overgrant, root):
    """In a copy of the samples that they name: an answer on stdout, nothing wrong."""
    for sample in re.findall(r"corpus/\w+/[\w-]+", line):
        shutil.copytree(ROOT / sample, root / sample, dirs_exist_ok=True)
    (root / "policy.json").write_text('{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}')
    if "--baseline overgrant-baseline.json" in line:
        overgrant("scan", "corpus/apps/orders", "--write-baseline", "overgrant-baseline.json", "--fail-on", "never")
        assert (root / "overgrant-baseline.json").exists()
    done = overgrant(*shlex.split(line))
    assert done.code in (0, 1), done
    assert done.stdout


def same(page, part, text, update):
    """Whether a part of a page holds this text; under --update it is written first."""
    pattern = rf"(?<=<!-- {part} -->\n).*?(?=<!-- /{part} -->\n)"
    if update:
        before, after = re.split(pattern, page.read_text(), maxsplit=1, flags=re.DOTALL)
        page.write_text(before + text + after)
    return re.search(pattern, page.read_text(), re.DOTALL)[0] == text


def test_table_of_options(update):
    rows = [
        f"| `--{flag.name}{' ' + shown(flag) if shown(flag) else ''}` | {flag.help.replace('|', ' or ')} "
        f"| {', '.join(f'`{command.name}`' for command in COMMANDS if flag in command.flags)} "
        f"| {'yes' if flag.configurable else 'no'} |\n"
        for flag in sorted(FLAGS.values(), key=lambda flag: flag.name)
    ]
    head = "| option | what it does | commands | configurable |\n|---|---|---|---|\n"
    assert same(DOCS / "configuration.md", "options", head + "".join(rows), update)


def shown(flag):
    return (flag.metavar or " ".join(flag.choices)).replace("|", "\\|")


def test_reference_of_rules(update):
    """One page of all rules, made of the pages that ``overgrant rules`` shows."""
    whole = "# Rules\n\nMade of `rules/findings/*.md`; `overgrant rules RULE` shows one of them.\n\n"
    whole += "| rule | category | level | what it says |\n|---|---|---|---|\n"
    whole += "".join(
        f"| [{one.name}](#{one.name}) | {one.category} | {one.level} | {one.summary} |\n" for one in rule_pages()
    )
    for one in rule_pages():
        text = (ROOT / "rules" / "findings" / f"{one.name}.md").read_text().split("---\n", 2)[2]
        body = re.sub(r"^(#+) ", r"#\1 ", text.strip(), flags=re.MULTILINE)
        linked = re.sub(r"\(([a-z-]+)\.md\)", r"(#\1)", body)
        whole += f"\n{linked}\n"
    page = DOCS / "rules.md"
    if update:
        page.write_text(whole)
    assert page.read_text() == whole


def test_every_kind_of_gap_is_explained():
    text = (DOCS / "what-it-cannot-know.md").read_text()
    assert [kind for kind in get_args(GapKind) if f"| `{kind}` |" not in text] == []
