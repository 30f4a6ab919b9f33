"""Actions and the patterns that grant them: ``service:Name``, case does not matter, ``*`` and ``?`` are wildcards.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
"""

from collections.abc import Callable, Iterable

from msgspec import Struct

from analyzer.core import lit
from analyzer.iam.globs import included
from analyzer.iam.tokens import Wild, tokens


class Action(Struct, frozen=True, order=True, array_like=True):
    """An action or a pattern of actions: ``Action("s3", "Get*")``."""

    service: str
    name: str

    @staticmethod
    def parse(text: str) -> "Action":
        """The parts of ``service:Name``; ``*`` is every action of every service."""
        service, colon, name = text.strip().partition(":")
        return Action(service, name) if colon else Action(service, "*" if service == "*" else "")

    @property
    def is_pattern(self) -> bool:
        """Whether a wildcard stands in it."""
        return any(char in "*?" for char in self.service + self.name)

    def __str__(self) -> str:
        """``service:Name``."""
        return f"{self.service}:{self.name}"


def action_matches(pattern: str, action: str) -> bool:
    """Whether the pattern as a policy writes it (``s3:Get*``, ``*``) grants this action."""
    return _glob(pattern.lower(), action.lower())


def action_covers(pattern: str, other: str) -> bool:
    """Whether every action that matches the pattern ``other`` matches ``pattern`` too."""
    wide, narrow = (tokens(lit(text.lower()), unknown=Wild.OPEN) for text in (pattern, other))
    return included(narrow, [wide]) == "yes"


def expand(pattern: str, names: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The single actions under a pattern, sorted; ``names`` gives a service prefix's action names.

    Empty where the service itself is a pattern (``*``), or where no action matches.
    """
    action = Action.parse(pattern)
    if any(char in "*?" for char in action.service):
        return ()
    service = action.service.lower()
    return tuple(sorted(f"{service}:{name}" for name in names(service) if action_matches(action.name, name)))


def _glob(pattern: str, text: str) -> bool:
    """Glob matching in time |pattern| * |text|: a hostile pattern must not make a regex backtrack."""
    at = place = mark = 0
    star = -1
    while place < len(text):
        if at < len(pattern) and pattern[at] == "*":
            star, mark = at, place
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", text[place]):
            at += 1
            place += 1
        elif star >= 0:
            mark += 1
            at, place = star + 1, mark
        else:
            return False
    return not pattern[at:].strip("*")
