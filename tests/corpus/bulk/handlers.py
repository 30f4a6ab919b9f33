"""Rows to calls, calls to a handler in Python."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from analyzer.rulebook.rules_model import NeedRule
from bulk.arguments import BOOK, UNKNOWN, ways
from bulk.watching import exercised

sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "needs"))
from bench import entry, needs  # noqa: E402 - the workbench of another folder

Row = tuple[str, str, NeedRule]


class Call(Struct, frozen=True):
    """One call that a row applies to."""

    service: str
    operation: str
    method: str
    arguments: dict[str, Any]


def rows() -> Iterator[Row]:
    """Every hand-written row of an operation of the SDK."""
    known = set(BOOK.service_names())
    for path in sorted((BOOK.directory / "operations").glob("*.toml")):
        if path.stem in known:
            for operation, rule in BOOK.operations(path.stem).items():
                yield from ((path.stem, operation, row) for row in rule.needs)


def calls(wanted: Iterable[Row]) -> tuple[dict[Row, Call], list[Row]]:
    """A call for each row, and the rows for which no arguments were found."""
    found: dict[Row, Call] = {}
    lost: list[Row] = []
    for key in wanted:
        call = _call(*key)
        if call is None:
            lost.append(key)
        else:
            found[key] = call
    return found, lost


def _call(service: str, operation: str, row: NeedRule) -> Call | None:
    index = BOOK.service(service)
    named = [one.method for one in index.operations if one.name == operation] if index else []
    method = next(iter(named), operation)  # a method that is no operation has the row itself
    for given in ways(row) if method else ():
        arguments = _whole(row, given)
        with exercised() as applied:
            needs(service, operation, _unknown(arguments), entry())
        if (service, operation, row) in applied:
            return Call(service, operation, method, arguments)
    return None


def _whole(row: NeedRule, given: dict[str, Any]) -> dict[str, Any]:
    """The call's arguments, of a row that counts for the elements of a list."""
    if not row.each:
        return {name: value for name, value in given.items() if name != "^"}
    made: dict[str, Any] = dict(given.get("^", {}))
    element = {name: value for name, value in given.items() if name != "^"}
    head, _, rest = row.each.partition(".")
    made[head] = {rest: [element]} if rest else [element]
    return made


def _unknown(value: Any) -> Any:
    """The arguments with None, which the workbench takes for a value that is not known, for what only the event tells."""
    match value:
        case dict():
            return {name: _unknown(each) for name, each in value.items()}
        case list():
            return [_unknown(each) for each in value]
        case _:
            return None if value == UNKNOWN else value


def handler(every: Iterable[Call]) -> str:
    """Python that makes every call."""
    lines = ["import boto3", "", "", "def handler(event, context):"]
    lines += [f'    boto3.client("{one.service}").{one.method}(**{one.arguments!r})' for one in every]
    return "\n".join(lines).replace(repr(UNKNOWN), 'event["told"]') + "\n"
