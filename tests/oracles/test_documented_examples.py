"""What AWS's documentation says that a task needs, against what the rows say of the calls that do it."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analyzer.core import Lit, Ref, Text, lit
from analyzer.iam import covers
from analyzer.needs.model import Need

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "unit" / "needs"))
from bench import entry, needs  # noqa: E402 - the workbench of another folder

EXAMPLES = tomllib.loads((TESTS / "oracles" / "documented" / "examples.toml").read_text("utf-8"))["example"]
WHERE = {"AWS::Partition": "aws", "AWS::Region": "us-west-2", "AWS::AccountId": "123456789012"}


def plain(text: Text) -> Text:
    """An ARN in the account of the examples."""
    return Text.of(*(Lit(WHERE[part.logical_id]) if isinstance(part, Ref) else part for part in text.parts))


def found(example: dict[str, Any]) -> tuple[Need, ...]:
    service, operation = example["call"].split(".")
    return needs(service, operation, example.get("arguments", {}), entry())


def refused(example: dict[str, Any]) -> Iterator[str]:
    """What is asked for and not allowed by the page."""
    for need in found(example):
        if need.explains_only or need.action in example.get("beyond", {}):
            continue
        listed = (*example["allows"].get(need.action, ()), *example.get("reference", {}).get(need.action, ()))
        allowed = [lit(one) for one in listed]
        for resource in need.resources:
            if not any(covers(pattern, plain(resource.text)) == "yes" for pattern in allowed):
                yield f"{need.action} on {plain(resource.text)}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one['call']}: {one['does']}")
def test_a_documented_policy_allows_what_is_asked_for_and_is_known(example: dict[str, Any]) -> None:
    assert list(refused(example)) == [], example["page"]
    spoken = {need.action for need in found(example)}
    unasked = set(example["allows"]) - spoken - set(example.get("unasked", {}))
    assert sorted(unasked) == [], example["page"]
    idle = set(example.get("beyond", {})) - spoken | set(example.get("unasked", {})) & spoken
    assert sorted(idle) == [], "a reason for a disagreement that there is not"


def test_the_examples_are_many_and_of_many_services(record_property: Any) -> None:
    services = {one["call"].partition(".")[0] for one in EXAMPLES}
    pages = {one["page"] for one in EXAMPLES}
    settled = sum(bool(one.get("beyond") or one.get("unasked")) for one in EXAMPLES)
    said = f"{len(EXAMPLES)} examples of {len(pages)} pages, {len(services)} services, {settled} with a disagreement that is settled"
    record_property("score:documented", said)
    assert len(EXAMPLES) >= 100
    assert len(services) >= 25
    assert all(page.startswith("https://docs.aws.amazon.com/") for page in pages)
