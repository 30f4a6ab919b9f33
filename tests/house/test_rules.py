"""A rule is a judge, a page and a folder of cases, all of one name."""

import re
from pathlib import Path

import pytest

from analyzer.findings.discovery import rules
from analyzer.findings.model import Rule

ROOT = Path(__file__).parent.parent.parent
JUDGES = ROOT / "analyzer" / "findings"
PAGES = ROOT / "rules" / "findings"
CASES = ROOT / "corpus" / "findings"
SECTIONS = ["What it does", "Why it is bad", "Example", "Use instead"]
NAMES = [rule.name for rule in rules()]


def test_the_rules_are_those_of_the_contract():
    """Names and levels are what users write into their configurations and rely on."""
    assert {rule.name: rule.level for rule in rules()} == {
        "admin-access": "error",
        "denied": "error",
        "managed-policy": "warning",
        "missing-action": "error",
        "not-action": "warning",
        "privilege-escalation": "error",
        "shared-role": "warning",
        "unknown-action": "warning",
        "unlocated-code": "note",
        "unparsable-code": "note",
        "unreadable-template": "note",
        "unresolved-call": "note",
        "unused-action": "error",
        "wide-resource": "warning",
        "wildcard-action": "error",
        "wrong-resource": "error",
    }


def test_every_page_belongs_to_a_rule():
    assert sorted(page.stem for page in PAGES.glob("*.md")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_rule_has_judge_page_and_cases(name: str):
    assert (JUDGES / f"{name.replace('-', '_')}.py").is_file()
    assert (PAGES / f"{name}.md").is_file()
    assert (CASES / name).is_dir(), f"no case shows what {name} reports: corpus/findings/{name}/ is missing"


@pytest.mark.parametrize("rule", rules(), ids=NAMES)
def test_page_says_what_the_judge_says(rule: Rule):
    text = (PAGES / f"{rule.name}.md").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    assert (fields["rule"], fields["category"], fields["level"]) == (rule.name, rule.category, rule.level)
    assert fields["summary"]
    assert re.findall(r"^## (.+)$", body, re.MULTILINE) == SECTIONS
    for section in re.split(r"^## .+$", body, flags=re.MULTILINE)[1:]:
        assert section.strip()


def test_no_two_rules_take_grants_with_the_same_precedence():
    orders = [rule.order for rule in rules() if rule.order]
    assert len(orders) == len(set(orders))
