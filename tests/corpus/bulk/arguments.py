"""Arguments under which a row applies: what its paths, its tests and its languages ask for."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from analyzer.rulebook import Rulebook
from analyzer.rulebook.arn_templates import placeholders
from analyzer.rulebook.rules_model import ArnType, NeedRule, When

BOOK = Rulebook()
MOST = 400
UNKNOWN = "$unknown"  # a value that only the event tells
# Texts in a member's own language; those of a row that asks for a verb are tried one by one.
VERBS = ("SELECT * FROM", "INSERT INTO", "UPDATE", "DELETE FROM", "UNLOAD", "CREATE", "ALTER", "DROP", "MERGE", "CALL", "SHOW")
SAMPLES: dict[str, tuple[str, ...]] = {
    "copy-source": ("told-bucket/told-key", "told-bucket/told-key?versionId=1"),
    "partiql": (*(f'{verb} "told-table"' for verb in VERBS), 'SELECT * FROM "told-table"."told-index"'),
    "sql": (*(f"{verb} told" for verb in VERBS), *(f"{verb} {kind} told" for verb in ("CREATE", "DROP") for kind in ("DATABASE", "TABLE")), "ALTER TABLE told ADD PARTITION (a = 1)", "ALTER TABLE told DROP PARTITION (a = 1)", "MSCK REPAIR TABLE told", "WITH a AS (SELECT 1) SELECT 1", "EXPLAIN SELECT 1", "told"),
    "kms-key": ("told-key", "alias/told"),
    "s3-uri": ("s3://told-bucket/told-key",),
    "model-id": (UNKNOWN, "told.model", "us.told.model", "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/us.told",
                 "arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/told"),
    "lambda-function": ("told-function", "told-function:live", "arn:aws:lambda:eu-west-1:123456789012:function:told:live"),
    "parameter-name": ("told-parameter", "/aws/reference/secretsmanager/told-secret"),
    "email-address": ("told@example.com",),
    "document-name": ("told-document", "AWS-Told"),
    "search-address": ("https://search-told-a1b2.eu-west-1.es.amazonaws.com",),
    "api-address": ("https://told.execute-api.eu-west-1.amazonaws.com/live",),
    "web-address": ("https://told.eu-west-1.aoss.amazonaws.com",),
    "queue-url": ("https://sqs.eu-west-1.amazonaws.com/123456789012/told",),
    "task-definition": ("told-family:3",),
    "declared": ("told",),
}  # fmt: skip


def ways(row: NeedRule) -> Iterator[dict[str, Any]]:
    """Arguments to try, one after the other, until the row applies."""
    parsed = {_below(row, path): SAMPLES[parser] for path, parser in row.parse}
    types = [one for name in row.resource if (one := BOOK.resources().arn_type(name)) is not None]
    for one in types:
        parsed |= {path: SAMPLES[parser] for path, parser in one.parse if path not in parsed and not row.fills}
    told = [_paths(row, types, deep) for deep in (True, False)]
    choices = [[(path, text) for text in (*texts, None)] for path, texts in parsed.items()]
    tests = [list(_settings(one)) for one in row.when]
    for paths in told:
        for picked in itertools.islice(itertools.product(*choices, *tests), MOST):
            made: dict[str, Any] = {}
            for path in paths:
                if not any(path == head or path.startswith(f"{head}.") for head in parsed):
                    _put(made, path, _sentinel(path, row, types))
            for path, value in picked:
                if not any(path.startswith(f"{head}.") for head in parsed):
                    _put(made, path, value) if value is not None else _drop(made, path)
            yield made


def _below(row: NeedRule, path: str) -> str:
    """A parsed member's path from the element that the row counts for."""
    each = f"{row.each}[]."
    return path.removeprefix(each) if row.each and path.startswith(each) else path


def _paths(row: NeedRule, types: list[ArnType], deep: bool) -> list[str]:
    own = [path for _, paths in row.fills for path in paths[:1]] + list(row.arn[:1])
    usual = [path for one in types for _, paths in one.members for path in paths[:1]]
    usual += [path for one in types for path in one.arns[:1]] if not usual else []
    return [path for path in (own or (usual if deep else [])) if not path.startswith("=")]


def _settings(test: When) -> Iterator[tuple[str, Any]]:
    match test.test:
        case "absent":
            yield test.path, None
        case "present":
            yield test.path, "told"
        case "equals":
            yield from ((test.path, value) for value in test.values)
        case "differs":
            yield test.path, "told-otherwise"
            yield test.path, None
        case "kind":
            yield from ((test.path, _arn(one)) for name in test.values if (one := BOOK.resources().arn_type(name)))


def _sentinel(path: str, row: NeedRule, types: list[ArnType]) -> str:
    whole = path in row.arn or any(path in one.arns for one in types)
    return _arn(types[0]) if whole and types else f"told-{re.split(r'[.@^]', path)[-1].removesuffix('[]')}"


def _arn(one: ArnType) -> str:
    known = {"Partition": "aws", "Region": "eu-west-1", "Account": "123456789012"}
    known |= {name: f"told-{name}" for name in placeholders(one.arn)}
    return re.sub(r"\$\{(\w+)\}", lambda found: known.get(found[1], "told"), one.arn)


def _put(made: dict[str, Any], path: str, value: Any) -> None:
    head, _, rest = path.partition(".")
    name = head.removesuffix("[]")
    if rest == "@keys":
        made[name] = {str(value): {}}
    elif rest:
        inner = made.get(name)
        inner = inner[0] if isinstance(inner, list) else inner
        inner = inner if isinstance(inner, dict) else {}
        _put(inner, rest, value)
        made[name] = [inner] if head.endswith("[]") else inner
    else:
        made[name] = [value] if head.endswith("[]") else value


def _drop(made: dict[str, Any], path: str) -> None:
    made.pop(path.partition(".")[0].removesuffix("[]"), None) if "." not in path else None
