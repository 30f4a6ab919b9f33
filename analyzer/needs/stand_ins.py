"""Things that stand where a call expects another type and ask for other actions: a directory bucket for a bucket."""

from collections.abc import Iterator

from analyzer.accesses.model import Known, Members
from analyzer.core import Lit, Text
from analyzer.needs.model import NeedResource
from analyzer.needs.reached import Filling, Where, reached
from analyzer.needs.scope import Scope
from analyzer.needs.texts import split
from analyzer.rulebook import Rulebook
from analyzer.rulebook.arn_templates import placeholders
from analyzer.rulebook.rules_model import ArnType

_NAME = "Name"


def placed(
    scope: Scope, rulebook: Rulebook, action: str, resources: tuple[NeedResource, ...], where: Where
) -> Iterator[tuple[str, tuple[NeedResource, ...]]]:
    """The action with the resources that it is asked on, and what is asked instead on those that only stand there."""
    prefix, _, name = action.partition(":")
    types = scope.types.stand_ins.get(prefix, ())
    kept: dict[str, dict[NeedResource, None]] = {}
    for resource in resources:
        thing = _name_of(resource.text) if types else None
        one = next((one for one in types if thing is not None and _is_one(scope, one, thing)), None)
        if thing is None or one is None:
            kept.setdefault(action, {})[resource] = None
            continue
        asked = rulebook.action(f"{one.name.partition(':')[0]}:{name}") or one.otherwise
        kept.setdefault(asked, {}).update(dict.fromkeys(_instead(scope, one, thing, where)))
    yield from ((asked, tuple(found)) for asked, found in kept.items())


def _name_of(arn: Text) -> Text | None:
    """The first piece of what an ARN says of its service's own things: ``orders`` of ``arn:…:s3:::orders/2024/*``."""
    pieces = split(arn, ":", 5)
    return split(pieces[5], "/", 1)[0] if len(pieces) > 5 else None


def _is_one(scope: Scope, one: ArnType, name: Text) -> bool:
    """Whether the name is that of such a thing, by the template or by how it ends."""
    if scope.resource(name, one.name) is not None:
        return True
    last = scope.speller.spell(name, defaults=True).parts[-1:]
    return bool(one.ending) and any(isinstance(part, Lit) and part.value.endswith(one.ending) for part in last)


def _instead(scope: Scope, one: ArnType, name: Text, where: Where) -> tuple[NeedResource, ...]:
    filling = Filling(((placeholders(one.arn)[-1], (_NAME,)),))
    return reached(scope, one, filling, Members(((_NAME, Known((name,))),)), where)
