"""Which gaps could explain a grant."""

from collections.abc import Iterable

from analyzer.core import Gap
from analyzer.rulebook import Rulebook


class Doubt:
    """The gaps of one function, asked by the service prefix of an action.

    A gap that names no service may hide any call, one that names services only theirs, one with an
    empty tuple none at all.
    """

    def __init__(self, gaps: Iterable[Gap], rulebook: Rulebook) -> None:
        # What is not known of the role hides grants, not calls.
        ordered = sorted({gap for gap in gaps if gap.kind != "unknown-role"}, key=_place)
        self.total = tuple(gap for gap in ordered if gap.services is None)
        self._named = tuple(
            (gap, frozenset((rulebook.iam_prefix(service) or service).lower() for service in gap.services))
            for gap in ordered
            if gap.services
        )

    def about(self, action: str) -> tuple[Gap, ...]:
        """The gaps that could hide a call that needs this single action, in file order."""
        prefix = action.partition(":")[0].lower()
        named = tuple(gap for gap, prefixes in self._named if prefix in prefixes)
        return tuple(sorted(self.total + named, key=_place)) if named else self.total

    def about_any(self, actions: Iterable[str]) -> tuple[Gap, ...]:
        """The gaps that could hide a call that needs one of these actions."""
        return tuple(sorted({gap for action in actions for gap in self.about(action)}, key=_place))


def _place(gap: Gap) -> tuple[object, ...]:
    return (gap.span, gap.kind, gap.detail, gap.services or ())
