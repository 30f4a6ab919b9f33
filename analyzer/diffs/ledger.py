"""What is needed, found by action and by resource."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from analyzer.core import Text
from analyzer.iam import Verdict, action_matches, covers, overlaps, some
from analyzer.needs.model import Need, NeedResource

Spell = Callable[[Text], Text]


class Reach(Struct, frozen=True):
    """One resource that one need reaches, its text in the comparable spelling."""

    need: Need
    resource: NeedResource
    text: Text

    @property
    def unknown(self) -> bool:
        """Whether the resource is not known beyond its type."""
        return self.resource.certainty == "any"


class Ledger:
    """The needs of one function, asked by action: case does not matter, order is that of the needs."""

    def __init__(self, needs: Iterable[Need], spell: Spell) -> None:
        self._reaches: dict[str, list[Reach]] = {}
        self._names: dict[str, str] = {}
        for need in needs:
            key = need.action.lower()
            self._names.setdefault(key, need.action)
            row = self._reaches.setdefault(key, [])
            row.extend(Reach(need, resource, spell(resource.text)) for resource in need.resources)

    def __contains__(self, action: str) -> bool:
        """Whether some need has this action, on whatever resource."""
        return action.lower() in self._names

    def actions(self, pattern: str) -> tuple[str, ...]:
        """The needed actions that the pattern matches, as IAM spells them, sorted."""
        return tuple(sorted(name for name in self._names.values() if action_matches(pattern, name)))

    def reaches(self, action: str) -> tuple[Reach, ...]:
        """Everything that is reached with this action."""
        return tuple(self._reaches.get(action.lower(), ()))

    def within(self, action: str, granted: Sequence[Text]) -> tuple[Reach, ...]:
        """What is reached with this action and perhaps lies in the granted resources (empty: in any)."""
        return tuple(reach for reach in self.reaches(action) if not granted or touches(granted, reach.text) != "no")


def touches(granted: Sequence[Text], reached: Text) -> Verdict:
    """Whether one of the granted patterns has a string in common with what is reached."""
    return some(overlaps(pattern, reached) for pattern in granted)


def covered(text: Text, reaches: Iterable[Reach]) -> Verdict:
    """Whether one need by itself justifies the whole of a granted pattern."""
    return some(covers(reach.text, text) for reach in reaches)


def distinct(reaches: Iterable[Reach]) -> tuple[NeedResource, ...]:
    """The resources reached, each once, in the order of the needs."""
    found: dict[Text, NeedResource] = {}
    for reach in reaches:
        found.setdefault(reach.text, reach.resource)
    return tuple(found.values())
