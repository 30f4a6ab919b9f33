"""What the rules about unneeded grants have in common."""

from collections.abc import Sequence

from analyzer.core import Span, Text
from analyzer.diffs import WHOLE, Unneeded
from analyzer.findings.making import make
from analyzer.findings.model import Case, Confidence, Finding, Related, Rule
from analyzer.findings.words import cause, hidden, is_open, listed, named
from analyzer.iam import covers
from analyzer.needs.model import NeedResource
from analyzer.templates.model import Grant

_PLACES = 3


def overgrant(rule: Rule, case: Case, item: Unneeded, message: str, *, also: str = "", remedy: str = "") -> Finding:
    """The finding about an unneeded grant; where it is in doubt the message says why instead of what to do."""
    doubt = _doubt(item)
    return make(
        rule,
        case,
        place(item),
        message + doubt + also + ("" if doubt else remedy),
        grant=spelled(item),
        actions=item.actions or item.needed,
        resources=tuple(dict.fromkeys(str(text) for text in granted(item))),
        confidence=_confidence(item),
        related=_related(case, item),
    )


def spelled(item: Unneeded) -> str:
    """The grant as the template writes it."""
    grant = item.grants[0]
    if is_whole(item):
        return grant.written
    return item.pattern or f"NotAction:{grant.statement.not_actions[0]}"


def place(item: Unneeded) -> Span:
    """Where the grant stands in the template."""
    grant = item.grants[0]
    return grant.action_spans[item.index] if item.index < len(grant.action_spans) else grant.span


def granted(item: Unneeded) -> tuple[Text, ...]:
    """The resources that the grant names."""
    return tuple(text for grant in item.grants for text in grant.statement.resources)


def is_whole(item: Unneeded) -> bool:
    """Whether the item is a policy that the template only names."""
    return item.grants[0].source in WHOLE


def unconditional(grant: Grant) -> bool:
    """Whether nothing but the request's action and resource decides."""
    return not grant.statement.conditions


def on_everything(grant: Grant) -> bool:
    """Whether the statement names no resource at all."""
    return any(text.literal is not None and not text.literal.strip("*") for text in grant.statement.resources)


def _doubt(item: Unneeded) -> str:
    if item.gaps:
        return f", unless a call is hidden: {hidden(item.gaps)}"
    if item.users:
        return f", but {listed(item.users)} also {'uses' if len(item.users) == 1 else 'use'} the role and may need it"
    return ""


def _confidence(item: Unneeded) -> Confidence:
    if item.gaps or item.users:
        return "low"
    return "medium" if item.doubts or item.perhaps else "high"


def _related(case: Case, item: Unneeded) -> tuple[Related, ...]:
    """The gaps that cast doubt; else the places where what the grant names is used."""
    if item.gaps or item.doubts:
        return tuple(Related(gap.span, gap.detail) for gap in (item.gaps or item.doubts)[:_PLACES])
    return uses(case, granted(item))


def uses(case: Case, texts: Sequence[Text]) -> tuple[Related, ...]:
    """Where the function uses the resources that these texts name, at most three places."""
    told = [text for text in texts if not is_open(named(text))]
    found: dict[Span, tuple[str, str]] = {}
    for need in (one for one in case.needs if not one.explains_only):
        mine = (text for text in told if any(_is_one_of(text, one) for one in need.resources))
        what = next(map(named, mine), None)
        for evidence in need.evidence if what is not None else ():
            if evidence.span.path != case.entry.template.path:
                found.setdefault(evidence.span, (what or "", cause(evidence.call)))
    if len(found) == 1:
        return tuple(Related(span, f"the only use of {what}: {why}") for span, (what, why) in found.items())
    shown = sorted(found.items())[:_PLACES]
    return tuple(Related(span, f"{what} is used here: {why}") for span, (what, why) in shown)


def _is_one_of(granted: Text, needed: NeedResource) -> bool:
    """Whether a resource that is known to be reached lies within the granted ones."""
    return not is_open(named(needed.text)) and covers(granted, needed.text) == "yes"
