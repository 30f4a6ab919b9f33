"""Needed actions granted on more than the code reaches."""

from collections.abc import Iterable, Iterator

from analyzer.core import Span
from analyzer.diffs import TooWide
from analyzer.findings.making import make
from analyzer.findings.model import Case, Confidence, Finding, Related, Rule
from analyzer.findings.overgrants import uses
from analyzer.findings.words import everywhere, hidden, listed, reached, verb
from analyzer.iam import Arn
from analyzer.needs.model import Need

RULE = Rule("wide-resource", "wide-resource", "warning")


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each statement and action."""
    for item in case.diff.too_wide:
        low = bool(item.gaps or item.users) or _is_elsewhere(item)
        confidence: Confidence = "low" if low else "medium" if _patterns(item) else "high"
        yield make(
            RULE,
            case,
            _place(item),
            _message(case, item),
            grant=item.grant.written or item.pattern,
            actions=item.actions,
            resources=tuple(str(text) for text in item.granted),
            confidence=confidence,
            related=tuple(Related(gap.span, gap.detail) for gap in item.gaps[:3]) or _used(case, item),
        )


def _message(case: Case, item: TooWide) -> str:
    action = item.actions[0]
    needs = [need for need in case.needs if need.action == action]
    does = f"{case.function} {verb(needs)} it only on"
    wide = listed(everywhere(text) for text in item.granted)
    if not item.tighter:
        only = listed(reached(one) for need in needs for one in need.resources)
        message = f"{action} is granted on {wide} too, but {does} {only}"
        if item.others:
            message += f"; {listed(item.others)}, on the same role, {'does' if len(item.others) == 1 else 'do'}"
    else:
        tight = listed(reached(resource) for resource in item.tighter)
        only = f"of which {case.function} reaches only" if _has_rest(item, needs) else f"but {does}"
        message = f"{action} is granted on {wide}, {only} {tight}"
        if item.others:
            message += f" ({listed(item.others)}, on the same role, counted in)"
    if item.gaps:
        return f"{message}, unless a call is hidden: {hidden(item.gaps)}"
    if item.users:
        return f"{message}, but {listed(item.users)} may need it, on the same role"
    return message + (f": write {listed(str(one.text) for one in item.tighter)}" if item.tighter else "")


def _has_rest(item: TooWide, needs: Iterable[Need]) -> bool:
    """Whether the function needs the action on more than these resources: what grants that stays as it is."""
    reached_here = {one.text for one in item.tighter}
    return any(one.text not in reached_here for need in needs if not need.explains_only for one in need.resources)


def _is_elsewhere(item: TooWide) -> bool:
    """Whether no more than regions and accounts are left open: another account has to grant it too, names are the same."""
    wide, tight = (Arn.parse(text) for text in item.granted), [Arn.parse(one.text) for one in item.tighter]
    kept = {(one.service, one.resource) for one in tight if one is not None}
    return bool(kept) and all(one is not None and (one.service, one.resource) in kept for one in wide)


def _place(item: TooWide) -> Span:
    return item.grant.resource_place(item.places[0]) if item.places else item.grant.span


def _patterns(item: TooWide) -> bool:
    return any(resource.certainty != "exact" for resource in item.tighter)


def _used(case: Case, item: TooWide) -> tuple[Related, ...]:
    return uses(case, tuple(resource.text for resource in item.tighter))
