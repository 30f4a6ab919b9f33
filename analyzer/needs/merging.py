"""Equal needs become one with all their evidence, in an order that depends on nothing but the needs."""

from collections.abc import Iterable
from itertools import takewhile

from msgspec.structs import replace

from analyzer.accesses.model import Frame
from analyzer.core import Span
from analyzer.iam.model import Condition
from analyzer.needs.model import Evidence, Need, NeedResource


def merged(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs, one for each action, resources and reason; what is certain needs no doubtful copy."""
    kept: dict[Need, dict[Evidence, None]] = {}
    for need in needs:
        resources = tuple(sorted(dict.fromkeys(need.resources), key=_resource_order))
        key = replace(need, resources=resources, evidence=(), doc="")
        kept.setdefault(key, {}).update(dict.fromkeys(need.evidence))
    docs = _docs(needs)
    certain = {
        (key.action, one, key.conditions)
        for key in kept
        if key.certainty == "certain" and not key.explains_only
        for one in key.resources
    }
    wanted = {(key.action, one) for key in kept if not key.explains_only for one in key.resources}
    made = []
    for key, evidence in kept.items():
        if key.explains_only:
            left = tuple(one for one in key.resources if (key.action, one) not in wanted)
        elif key.certainty == "possible":
            left = tuple(one for one in key.resources if certain.isdisjoint(_met_by(key, one)))
        else:
            left = key.resources
        if left:
            ordered = tuple(sorted(_one_a_place(key.action, evidence), key=_evidence_order))
            made.append(replace(key, resources=left, evidence=ordered, doc=docs.get(key.action, "")))
    return tuple(sorted(made, key=_order))


def _met_by(key: Need, resource: NeedResource) -> tuple[tuple[str, NeedResource, tuple[Condition, ...]], ...]:
    """Certain needs that would make a possible one superfluous."""
    return (key.action, resource, ()), (key.action, resource, key.conditions)


def _one_a_place(action: str, evidence: Iterable[Evidence]) -> Iterable[Evidence]:
    """One evidence of each place and path: of several operations of one call the one whose name is nearest to the action's."""
    places: dict[tuple[Span, tuple[Frame, ...]], Evidence] = {}
    for one in evidence:
        have = places.setdefault((one.span, one.path), one)
        if _likeness(action, one) > _likeness(action, have):
            places[one.span, one.path] = one
    return places.values()


def _likeness(action: str, evidence: Evidence) -> int:
    """How many letters the names of the action and of the operation begin with alike."""
    pairs = zip(action.partition(":")[2], evidence.call.rpartition(".")[2], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _docs(needs: Iterable[Need]) -> dict[str, str]:
    docs: dict[str, str] = {}
    for need in needs:
        if need.doc:
            docs.setdefault(need.action, need.doc)
    return docs


def _resource_order(one: NeedResource) -> tuple[str, str]:
    return str(one.text), one.certainty


def _evidence_order(one: Evidence) -> tuple[str, int, int, str]:
    return one.span.path, one.span.line, one.span.column, one.call


def _order(need: Need) -> tuple[str, str, tuple[tuple[str, str], ...], str, bool, str, str]:
    resources = tuple(_resource_order(one) for one in need.resources)
    return need.action, need.certainty, resources, need.origin, need.explains_only, need.because, repr(need.conditions)
