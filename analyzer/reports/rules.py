"""The rules and their pages, as reports and the command line show them."""

import re
from pathlib import Path

from msgspec import Struct

from analyzer.findings.discovery import rules
from analyzer.findings.model import Category, Level
from analyzer.rulebook import rules_dir

_FRONT = re.compile(r"(---|\+\+\+)\n(.*?\n)\1\n+(.*)\Z", re.DOTALL)


class RulePage(Struct, frozen=True):
    """One rule: what it says in one sentence, and its page in Markdown, front matter left out."""

    name: str
    category: Category | None
    level: Level | None
    summary: str
    body: str


def rule_pages() -> tuple[RulePage, ...]:
    """Every rule with its page, sorted by name."""
    folder = rules_dir() / "findings"
    return tuple(_page(rule.name, rule.category, rule.level, folder) for rule in rules())


def rule_names() -> tuple[str, ...]:
    """The names of all rules, sorted."""
    return tuple(rule.name for rule in rules())


def bare_page(name: str) -> RulePage:
    """What stands for the page of a rule that there is no page of."""
    return RulePage(name, None, None, name, name)


def _page(name: str, category: Category, level: Level, folder: Path) -> RulePage:
    path = folder / f"{name}.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    front = _FRONT.match(text)
    fields = _fields(front[2]) if front else {}
    body = front[3] if front else text
    return RulePage(name, category, level, fields.get("summary") or _first_sentence(body) or name, body or name)


def _fields(front: str) -> dict[str, str]:
    """Scalars of front matter, YAML's ``key: value`` and TOML's ``key = "value"`` alike."""
    pairs = (re.split(r"\s*[:=]\s*", line, maxsplit=1) for line in front.splitlines())
    return {pair[0].strip(): pair[1].strip().strip("\"'") for pair in pairs if len(pair) == 2}


def _first_sentence(body: str) -> str:
    paragraphs = (line.strip() for line in body.splitlines())
    return next((line for line in paragraphs if line and not line.startswith(("#", "```", "|"))), "")
