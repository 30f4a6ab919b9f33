"""From needs to the statements of the minimal policy."""

from collections.abc import Sequence

from msgspec import Struct

from analyzer.core import Text
from analyzer.iam import Condition, Statement
from analyzer.needs.model import Need
from analyzer.policies.model import Explained, MinimalPolicy
from analyzer.policies.pairs import Group, Pair, pairs
from analyzer.policies.sids import sid, unique


def synthesize(needs: Sequence[Need]) -> MinimalPolicy:
    """The policy that grants every needed pair of action and resource, and none beyond.

    One statement for the actions of a service that are needed on the same resources under the same
    conditions; permissions of the runtime and of event sources apart, merely possible ones last.
    The order of the needs does not matter.
    """
    actions: dict[_Action, list[Pair]] = {}
    for pair in pairs(sorted(needs, key=repr)):
        actions.setdefault(_Action(pair.group, pair.conditions, pair.action), []).append(pair)
    statements: dict[_Key, list[Pair]] = {}
    for action, found in actions.items():
        resources = tuple(sorted((pair.resource for pair in found), key=_order))
        statements.setdefault(_Key(action.group, resources, action.conditions), []).extend(found)
    ordered = sorted(statements.items(), key=lambda item: item[0].order)
    names = unique([sid(key.group, _identified(key, found)) for key, found in ordered])
    return MinimalPolicy(tuple(_explained(key, found, name) for (key, found), name in zip(ordered, names, strict=True)))


class _Action(Struct, frozen=True):
    group: Group
    conditions: tuple[Condition, ...]
    name: str


class _Key(Struct, frozen=True):
    group: Group
    resources: tuple[Text, ...]
    conditions: tuple[Condition, ...]

    @property
    def order(self) -> tuple[Group, list[tuple[str, str]], str]:
        return self.group, [_order(text) for text in self.resources], repr(self.conditions)


def _order(text: Text) -> tuple[str, str]:
    """By the readable form, then by what it stands for."""
    return str(text), repr(text)


def _identified(key: _Key, found: list[Pair]) -> tuple[tuple[Text, str | None], ...]:
    ids = {pair.resource: pair.logical_id for pair in found if pair.logical_id}
    return tuple((text, ids.get(text)) for text in key.resources)


def _explained(key: _Key, found: list[Pair], name: str) -> Explained:
    statement = Statement(
        "Allow",
        actions=tuple(sorted({pair.action for pair in found})),
        resources=key.resources,
        conditions=key.conditions,
        sid=name,
    )
    served = sorted(dict.fromkeys(need for pair in found for need in pair.needs), key=repr)
    return Explained(statement, tuple(served))
