"""``rules/operations/*.toml``: what an operation needs where that is not its namesake on its usual resource."""

import re
from pathlib import Path
from typing import get_args

from analyzer.rulebook.rules_model import NeedRule, OperationRule, RuleOrigin, When
from analyzer.rulebook.tables import RulesError, Table, open_table

RUNTIME = "_runtime"
EVERY_SERVICE = "_all"
_OWN = (RUNTIME, EVERY_SERVICE)  # other files that begin so hold no rows of operations
_ACTION = re.compile(r"[a-z0-9-]+:[A-Za-z0-9]+")
_PLACEHOLDER = re.compile(r"[A-Z][A-Za-z0-9]*")
_ORIGINS = get_args(RuleOrigin)


def load_operations(folder: Path, service: str) -> dict[str, OperationRule]:
    """The rows of one service by operation name, empty when there is no file for it; ``RulesError`` lists all errors."""
    path = folder / f"{service}.toml"
    if not path.is_file():
        return {}
    errors: list[str] = []
    rules = read_operations(path, errors)
    if errors:
        raise RulesError(errors)
    return rules


def load_runtime(folder: Path) -> dict[str, OperationRule]:
    """The permissions that a function's configuration needs, by cause (``tracing``, ``event SQS``)."""
    return load_operations(folder, RUNTIME)


def check_operations(folder: Path) -> list[str]:
    """Every error of every operation file, empty when all of them can be used."""
    errors: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        if not path.stem.startswith("_") or path.stem in _OWN:
            read_operations(path, errors)
    return errors


def read_operations(path: Path, errors: list[str]) -> dict[str, OperationRule]:
    """The operation rows of one file; what is wrong is appended to ``errors``."""
    document = open_table(path, errors)
    rules = {name: _operation(name, table) for name, table in document.named("operations")}
    list(document.tables("injected"))  # these rows belong to the loader of injected methods
    document.close()
    return rules


def _operation(name: str, table: Table) -> OperationRule:
    doc = table.text("doc", required=True)
    if doc and not doc.startswith("https://"):
        table.note("doc must be the address of a page")
    parse = table.pairs("parse")
    needs = tuple(_need(row, doc, parse) for row in table.tables("needs"))
    table.close()
    return OperationRule(name, doc, needs)


def _need(row: Table, doc: str, parse: tuple[tuple[str, str], ...]) -> NeedRule:
    action = row.text("action", required=True)
    if action and not _ACTION.fullmatch(action):
        row.note(f"{action} is not spelled like an action")
    origin = row.text("origin")
    if origin not in _ORIGINS:
        row.note(f"origin {origin} is not known")
    rule = NeedRule(
        action=action,
        resource=_types(row.texts("resource"), action),
        arn=row.texts("arn"),
        each=row.text("each"),
        when=tuple(_when(row, text) for text in row.texts("when")),
        parse=parse + row.pairs("parse"),
        origin=origin if origin in _ORIGINS else "",  # type: ignore[arg-type]  # checked just above
        because=row.text("because"),
        explains_only=row.flag("explains_only"),
        alternative=row.flag("alternative"),
        doc=row.text("doc") or doc,
        conditions=row.lists("conditions"),
        alike=row.texts("alike"),
        fills=row.rest(),
    )
    for placeholder, _ in rule.fills:
        if not _PLACEHOLDER.fullmatch(placeholder):
            row.note(f"{placeholder} is not known here, nor the name of a placeholder")
    return rule


def _types(names: tuple[str, ...], action: str) -> tuple[str, ...]:
    prefix = action.partition(":")[0]
    return tuple(name if name == "*" or ":" in name else f"{prefix}:{name}" for name in names)


def _when(row: Table, text: str) -> When:
    if " is " in text:
        path, _, kinds = text.partition(" is ")
        return When(path.strip(), "kind", tuple(kind.strip() for kind in kinds.split("|")))
    for sign, test in (("!=", "differs"), ("=", "equals")):
        path, found, value = text.partition(sign)
        if found:
            if not path.strip():
                row.note(f"when {text!r} names no argument")
            return When(path.strip(), test, tuple(value.split("|")))  # type: ignore[arg-type]  # one of the two above
    return When(text[1:], "absent") if text.startswith("!") else When(text, "present")
