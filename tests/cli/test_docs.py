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
       "configuration.md", "extending.md", "comparison.md", *(f"integrations/{path.name}" for path in (DOCS / "integrations").glob("*.md")))]  # fmt: skip
READMES = [ROOT / "README.md", *sorted(ROOT.glob("integrations/*/README.md"))]
FLAGS = {flag.name: flag for command in COMMANDS for flag in command.flags if flag.name != "debug"}
# What belongs to other programs: pip, pytest, npm, git, uv, the frameworks.
FOREIGN = {
    "update",
    "verbose",
    "group",
    "upgrade",
    "ignore-scripts",
    "offline",
    "action",
    "version",
    "help",
    "stage",
    "region",
}


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


@pytest.mark.parametrize("page", [*OWN, *READMES], ids=name)
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


# What runs the commands that this file does not: a file of tests, or of continuous integration, with a word of it.
ELSEWHERE = {
    "python3 -m venv": (".ci/run", "README"),
    ".venv/bin/pip": (".ci/run", "README"),
    ". .venv/bin/activate": (".ci/run", ".venv/bin"),
    "CDK_DEBUG=1": ("tests/cli/test_walks.py", "CDK_DEBUG=1"),
    "overgrant scan .": ("tests/cli/test_walks.py", "def test_a_cdk_app"),
    "overgrant explain --denied": ("tests/cli/test_walks.py", "access-denied"),
    "python -m pytest": ("tests/cli/test_extending.py", "def lines"),
    "osls package": ("tests/integrations/test_serverless_page.py", "osls"),
    "echo $?": ("tests/integrations/test_serverless_page.py", "returncode"),
    "overgrant fix .": ("tests/integrations/test_serverless_page.py", '"fix"'),
    "overgrant scan . --serverless-state": ("tests/integrations/test_serverless_page.py", "--serverless-state"),
    "serverless overgrant": ("integrations/serverless-plugin/test/commands.test.js", "overgrant"),
    "npm ": ("tests/integrations/test_serverless_plugin.py", "def test_own_tests_pass"),
    "overgrant scan ROOT": ("benchmarks/gaps.py", "gaps"),  # how a measurement was made
    "python benchmarks/": ("benchmarks/gaps.py", "--before"),
    "overgrant explain corpus/apps/orders": ("tests/cli/test_readme_parts.py", "def test_the_walk"),
    "overgrant fix corpus/apps/orders": ("tests/cli/test_readme_parts.py", "def test_the_walk"),
    "overgrant scan corpus/apps/orders": ("tests/cli/test_readme_parts.py", "def test_the_walk"),
}
WALKED = DOCS / "getting-started.md"


def console(page):
    """The commands of a page's shell blocks, each with the lines that the page shows of its output."""
    found = []
    for kind, block in re.findall(r"^```(console|sh)\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if kind == "sh" or line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            else:
                found[-1][1].append(line)
    return found


def runs_here(page, line):
    return (
        page == WALKED and line.startswith("overgrant ") and ("corpus/" in line or line.startswith("overgrant rules"))
    )


@pytest.mark.parametrize("page", [*PAGES, *READMES], ids=name)
def test_every_command_is_run_by_a_test(page):
    for line, _ in console(page):
        if not runs_here(page, line):
            places = [place for start, place in ELSEWHERE.items() if line.startswith(start)]
            assert places, f"no test runs: {line}"
            assert any(word in (ROOT / file).read_text() for file, word in places), line


def test_the_commands_of_getting_started_give_what_it_shows(overgrant, root):
    """One after the other, in a copy of the samples that they name; ``…`` stands for lines that are not shown."""
    lines = [(line, shown) for line, shown in console(WALKED) if runs_here(WALKED, line)]
    for sample in {sample for line, _ in lines for sample in re.findall(r"corpus/\w+/[\w-]+", line)}:
        shutil.copytree(ROOT / sample, root / sample)
    (root / "policy.json").write_text('{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}')
    for line, shown in lines:
        done = overgrant(*shlex.split(line)[1:])
        assert done.code in (0, 1), done
        assert done.stdout, line
        parts = [part for part in "\n".join(shown).split("…") if part.strip()]
        assert [part for part in parts if part.strip("\n") not in done.stdout] == [], done.stdout
    assert (root / "overgrant-baseline.json").exists()


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
