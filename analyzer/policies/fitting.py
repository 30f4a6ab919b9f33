"""A policy cut to what IAM takes: 10,240 characters in a role's inline policies, 6,144 in a managed policy.

White space does not count, the inline policies of a role count together:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct, json
from msgspec.structs import replace

from analyzer.core import Ref, Text
from analyzer.iam import Statement
from analyzer.policies.document import rendered
from analyzer.policies.model import MinimalPolicy

INLINE = 10_240
MANAGED = 6_144
ATTACHED = 10  # managed policies on one role, unless the account's quota was raised

_SPACE = re.compile(rb"\s+")
# What a reference becomes at deployment is not known: an ARN is taken to be this long, a name that long.
_ARN, _NAME = 120, 64
_PSEUDO = {"AWS::Partition": 10, "AWS::Region": 14, "AWS::AccountId": 12}


class Fitting(Struct, frozen=True):
    """The documents that hold a policy within the limits, and what had to be done for it (empty: nothing).

    ``kind`` says whether it is one inline policy or managed policies to attach; ``fits`` is False
    when even so a role cannot hold it.
    """

    kind: Literal["inline", "managed"]
    parts: tuple[tuple[Statement, ...], ...]
    notes: tuple[str, ...] = ()
    fits: bool = True


def fit(policy: MinimalPolicy, *, inline: int = INLINE, managed: int = MANAGED) -> Fitting:
    """The policy as one inline document where it fits, else merged, else split into managed policies.

    Nothing is ever granted more widely to save room: no action gets a wildcard.
    """
    statements = tuple(explained.statement for explained in policy.statements)
    if size(statements) <= inline:
        return Fitting("inline", (statements,))
    merged = _merged(statements)
    note = (
        f"merged to {len(merged)} statements without Sid: {size(statements)} characters exceed IAM's limit of {inline}"
    )
    if size(merged) <= inline:
        return Fitting("inline", (merged,), (note,))
    parts = tuple(_packed(statements, managed))
    notes = [f"split into {len(parts)} managed policies: {size(statements)} characters exceed IAM's limit of {inline}"]
    whole = len(parts) <= ATTACHED and all(size(part) <= managed for part in parts)
    if not whole:
        notes.append(f"a role takes {ATTACHED} managed policies of {managed} characters: split the function")
    return Fitting("managed", parts, tuple(notes), fits=whole)


def size(statements: Sequence[Statement]) -> int:
    """The characters of these statements as a document without white space, references at their likely length."""
    return len(_SPACE.sub(b"", json.encode(rendered(statements, _likely))))


def _likely(text: Text) -> str:
    return "".join("x" * _length(part) if isinstance(part, Ref) else str(Text.of(part)) for part in text.parts)


def _length(reference: Ref) -> int:
    return _PSEUDO.get(reference.logical_id) or (_ARN if "arn" in reference.attribute.lower() else _NAME)


def _merged(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements on the same resources under the same conditions made one, Sids dropped."""
    together: dict[object, list[str]] = {}
    for one in statements:
        together.setdefault((one.resources, one.conditions), []).extend(one.actions)
    merged = dict.fromkeys(
        replace(one, sid="", actions=tuple(sorted(dict.fromkeys(together[one.resources, one.conditions]))))
        for one in statements
    )
    return tuple(merged)


def _packed(statements: Sequence[Statement], limit: int) -> Iterator[tuple[Statement, ...]]:
    part: tuple[Statement, ...] = ()
    for statement in statements:
        for piece in _pieces(statement, limit):
            if part and size((*part, piece)) > limit:
                yield part
                part = ()
            part = (*part, piece)
    if part:
        yield part


def _pieces(statement: Statement, limit: int) -> Iterator[Statement]:
    """The statement, halved until each piece fits alone or cannot be halved."""
    if size((statement,)) <= limit:
        yield statement
        return
    field = "resources" if len(statement.resources) > 1 else "actions"
    values = getattr(statement, field)
    if len(values) < 2:
        yield statement
        return
    middle = len(values) // 2
    for number, half in enumerate((values[:middle], values[middle:]), start=1):
        sid = f"{statement.sid}Part{number}" if statement.sid else ""
        yield from _pieces(replace(statement, sid=sid, **{field: half}), limit)
