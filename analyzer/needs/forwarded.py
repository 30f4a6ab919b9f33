"""Calls behind which a service goes on with the caller's permissions: what it asks for is not told by the call."""

from collections.abc import Iterable

from analyzer.accesses.model import Access
from analyzer.core import Gap
from analyzer.needs.arguments import find
from analyzer.rulebook import Rulebook


def forwarded(accesses: Iterable[Access], rulebook: Rulebook) -> tuple[Gap, ...]:
    """A gap for every such call that may give the service no role of its own: any grant may be for what comes then."""
    found: dict[Gap, None] = {}
    for access in accesses:
        unless = rulebook.forwarded(access.service, access.operation)
        if unless and not access.principal and find(access.arguments, unless).given != "yes":
            call = f"{access.service}.{access.operation}"
            detail = f"{call} without {unless} goes on with the permissions of the function, for whatever it then makes or takes away"
            found[Gap("service-on-behalf", access.span, detail)] = None
    return tuple(found)
