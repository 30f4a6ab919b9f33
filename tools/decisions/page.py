"""The summary of the decisions as a page."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tools.decisions.places import EVERYTHING, PLACES
from tools.decisions.table import DECISIONS, Row

PAGE = Path(__file__).resolve().parents[2] / "docs" / "measured" / "decisions.md"
_HEAD = """\
# What every operation asks for, and how its ARN is found

Written by `python -m tools.decisions`; `--all FILE` writes the whole table. A test asserts that this page is up to date.

"""
_MEANINGS = {
    "derived": "input members fill the ARN template of IAM's reference, by their names",
    "overlay": "a row of `rules/` says which members, that none does, or that the action is asked on `*`",
    "made by the call": "the call makes the thing and its id comes back: the type's pattern is the tightest ARN",
    "all of the type": "the call lists or describes and names nothing: it is asked on all things of the type",
    "known by another name": "the call has the thing's name and the ARN its id, or the other way round: the type's pattern",
    "named by something else": "the call names something within or above the thing (an execution, an association), and no member shares a word with it: the type's pattern",
    "not found": "a member may name the thing and is not seen: the type's pattern, wider than it need be",
}
_USED = """
## The sixty services that Lambda code uses most

Chosen by a count of `boto3.client("…")` and `boto3.resource("…")` over the Python files of these public repositories: {repositories}.
Of 779 files that make a client, at least two use each of these: a file counts once for a service.

"""
_REPOSITORIES = (
    "aws-samples/serverless-patterns",
    "serverless/examples",
    "aws-samples/aws-bookstore-demo-app",
    "aws-samples/aws-saas-factory-ref-solution-serverless-saas",
    "aws-samples/aws-serverless-airline-booking",
    "aws-samples/aws-serverless-ecommerce-platform",
    "aws-samples/aws-serverless-saas-workshop",
    "aws-samples/aws-serverless-shopping-cart",
    "aws-samples/lambda-refarch-fileprocessing",
    "aws-samples/serverless-test-samples",
    "aws-samples/step-functions-workflows-collection",
    "awslabs/aws-serverless-data-lake-framework",
    "airbnb/streamalert",
)


def used() -> dict[str, int]:
    """The sixty services that Lambda code uses most, with the number of files that use each."""
    return dict(tomllib.loads((Path(__file__).parent / "used.toml").read_text("utf-8")))


def places(rows: Iterable[Row]) -> dict[str, str]:
    """How the ARN of each action with a resource level is found, by the worst of its operations."""
    found: dict[str, str] = {}
    for row in rows:
        if row.action and row.place != EVERYTHING:
            found[row.action] = min(found.get(row.action, row.place), row.place, key=PLACES.index)
    return found


def page(rows: tuple[Row, ...]) -> str:
    """The whole page, ending in a line end."""
    return _HEAD + _decisions(rows) + _places(rows) + _unknown(rows) + _most_used(rows)


def _decisions(rows: tuple[Row, ...]) -> str:
    operations = {(row.service, row.operation): row.decision for row in rows}
    counted = Counter(decision.partition(":")[0] for decision in operations.values())
    lines = [f"| {name} | {counted[name]:,} |" for name in DECISIONS]
    return _table(("decision", "operations"), [*lines, f"| all | {len(operations):,} |"])


def _places(rows: tuple[Row, ...]) -> str:
    found = places(rows)
    counted = Counter(found.values())
    only = len({row.action for row in rows if row.place == EVERYTHING})
    lines = [
        f"| {name} | {counted[name]:,} | {counted[name] / len(found):.1%} | {meaning} |"
        for name, meaning in _MEANINGS.items()
    ]
    text = f"\n## Actions that operations ask for, by how their ARN is found\n\n{only:,} actions know only `*`. The other {len(found):,} count once, by the worst of the operations that ask for them.\n\n"
    return text + _table(("found", "actions", "share", "which means"), lines)


def _unknown(rows: tuple[Row, ...]) -> str:
    by_service: dict[str, list[str]] = {}
    for row in rows:
        if row.decision.startswith(DECISIONS[3]):
            by_service.setdefault(row.service, []).append(row.operation)
    lines = [f"| {service} | {len(names)} | {', '.join(names)} |" for service, names in by_service.items()]
    text = "\n## Operations that IAM's table does not know\n\nA call of one of these gives a gap with that reason; no action is invented for it.\n\n"
    return text + _table(("service", "operations", "which"), lines)


def _most_used(rows: tuple[Row, ...]) -> str:
    lines = []
    for service, files in used().items():
        own = tuple(row for row in rows if row.service == service)
        found = Counter(places(own).values())
        operations = len({row.operation for row in own})
        unknown = len({row.operation for row in own if row.decision.startswith(DECISIONS[3])})
        cells = (str(found[name]) for name in _MEANINGS)
        lines.append(f"| {service} | {files} | {operations} | {unknown} | {' | '.join(cells)} |")
    text = _USED.format(repositories=", ".join(_REPOSITORIES))
    return text + _table(("service", "files", "operations", "unknown", *_MEANINGS), lines)


def _table(heads: tuple[str, ...], lines: list[str]) -> str:
    rule = "|" + "---|" * len(heads)
    return "\n".join((f"| {' | '.join(heads)} |", rule, *lines)) + "\n"
