"""Takes accesses, one function in its template and the rulebook, gives the needs of its role; never reads code or files.

``derive`` turns calls into needs, ``baseline`` the function's configuration, ``spell`` makes two texts
that name one thing equal.
"""

from collections.abc import Iterable

from analyzer.accesses.model import Access
from analyzer.core import Gap, Span, Text
from analyzer.functions.model import Entry
from analyzer.needs.baseline import baseline
from analyzer.needs.dependents import dependent_needs
from analyzer.needs.derivation import Derivation
from analyzer.needs.encryption import key_needs
from analyzer.needs.forwarded import forwarded
from analyzer.needs.layers import unknown_layers
from analyzer.needs.merging import merged
from analyzer.needs.model import Need
from analyzer.needs.scope import Scope
from analyzer.needs.spelling import Speller
from analyzer.rulebook import Rulebook
from analyzer.templates.model import Template

__all__ = ["Speller", "baseline", "derive", "forwarded", "spell", "unknown_layers", "unmapped"]


def derive(accesses: Iterable[Access], entry: Entry, rulebook: Rulebook) -> tuple[Need, ...]:
    """What the function's role must allow for these calls, merged and in a fixed order.

    Calls made with other credentials need nothing of this role.  Operations whose permission nobody
    knows give no need: ``unmapped`` says so.
    """
    scope = Scope(entry, rulebook.resources())
    derivation = Derivation(scope, rulebook)
    found: list[Need] = []
    accesses = tuple(accesses)
    regions: dict[tuple[Span, str, str], dict[Text | None, None]] = {}
    for access in accesses:
        regions.setdefault(_call(access), {})[access.region] = None
    for access in accesses:
        own = tuple(derivation.of_access(access, several=len(regions[_call(access)]) > 1))
        asked = {need.action: need.certainty for need in own}
        for need in own:
            found.append(need)
            found.extend(key_needs(scope, need))
            if need.origin == access.origin and not need.explains_only:
                more = dependent_needs(
                    scope, rulebook, need, scope.concrete(access.arguments), _handed(rulebook, access)
                )
                found.extend(one for one in more if _is_more(one, asked.get(one.action, "")))
    return merged(found)


def _is_more(need: Need, asked: str) -> bool:
    """Whether a dependent says more than the call's own rows: what they are not sure of, an argument may tell."""
    return not asked or (asked == "possible" and not need.explains_only)


def _handed(rulebook: Rulebook, access: Access) -> tuple[str, ...]:
    """The members of the operation that may hold what is handed to its service."""
    index = rulebook.service(access.service)
    return next((one.handed for one in index.operations if one.name == access.operation), ()) if index else ()


def _call(access: Access) -> tuple[Span, str, str]:
    return access.span, access.service, access.operation


def unmapped(accesses: Iterable[Access], rulebook: Rulebook) -> tuple[Gap, ...]:
    """A gap for every call whose operation has neither a row nor an action of its name: its permission is not known."""
    found: dict[Gap, None] = {}
    for access in accesses:
        decision = rulebook.decision(access.service, access.operation)
        if decision.kind == "unknown" and not access.principal:
            detail = f"{decision.reason}: {access.service}.{access.operation}"
            found[Gap("dynamic-operation", access.span, detail, (access.service,))] = None
    return tuple(found)


def spell(text: Text, template: Template, rulebook: Rulebook) -> Text:
    """The text's canonical form: references opened to ARNs and declared names, ``aws`` as ``AWS::Partition``.

    A caller with many texts builds one ``Speller(template, rulebook.resources())`` instead.
    """
    return Speller(template, rulebook.resources()).spell(text)
