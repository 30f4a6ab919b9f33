"""IAM's actions and resource types, read prefix by prefix from ``rules/generated/iam.zip``."""

import re
from difflib import get_close_matches
from pathlib import Path

from msgspec import json

from analyzer.rulebook.model import IamAction, IamService
from analyzer.rulebook.shards import Shards

_SUFFIX = ".json"
AUTHORIZED = "_authorized.json"  # there only where the data was made with a copy of AWS's service reference
_CLOSE = 0.75
# No action is longer; a longer pattern comes from hostile input and covers nothing.
_LONGEST = 200


class IamTable:
    """Questions about action names; each prefix is read once, the list of all only for wide patterns."""

    def __init__(self, generated: Path) -> None:
        self._shards = Shards(generated / "iam.zip")
        self._services: dict[str, IamService | None] = {}
        self._actions: dict[str, dict[str, IamAction]] = {}
        self._every: tuple[str, ...] | None = None
        self._expanded: dict[str, tuple[str, ...]] = {}
        self._authorized: dict[str, dict[str, tuple[str, ...]]] | None = None

    def service(self, prefix: str) -> IamService | None:
        """IAM's table of a prefix in whatever case it is written, or None."""
        prefix = prefix.lower()
        if prefix not in self._services:
            data = None if prefix.startswith("_") else self._shards.read(prefix + _SUFFIX)
            self._services[prefix] = None if data is None else json.decode(data, type=IamService)
        return self._services[prefix]

    def prefixes(self) -> tuple[str, ...]:
        """Every service prefix that IAM knows, sorted."""
        return tuple(name.removesuffix(_SUFFIX) for name in self._shards.names() if not name.startswith("_"))

    def derived_prefixes(self) -> dict[str, str]:
        """The prefix by SDK service, as far as the generator could tell."""
        return json.decode(self._shards.read("_prefixes.json") or b"{}", type=dict[str, str])

    def authorized(self, service: str, operation: str) -> tuple[str, ...]:
        """The actions that AWS's service reference names for an operation; empty where it is its namesake or not told."""
        if self._authorized is None:
            data = self._shards.read(AUTHORIZED) or b"{}"
            self._authorized = json.decode(data, type=dict[str, dict[str, tuple[str, ...]]])
        return self._authorized.get(service, {}).get(operation, ())

    def entry(self, action: str) -> IamAction | None:
        """The table's row of an action in whatever case it is written, or None."""
        prefix, _, name = action.partition(":")
        return self._of(prefix).get(name.lower())

    def canonical(self, action: str) -> str | None:
        """The action spelled as in the reference, or None when IAM does not know it."""
        found = self.entry(action)
        return None if found is None else f"{action.partition(':')[0].lower()}:{found.name}"

    def expand(self, pattern: str) -> tuple[str, ...]:
        """Every action that a pattern with ``*`` and ``?`` covers, sorted, spelled as in the reference."""
        if pattern not in self._expanded:
            self._expanded[pattern] = self._matching(pattern)
        return self._expanded[pattern]

    def nearest(self, text: str) -> str | None:
        """The action that was probably meant by a text that is none, or None when nothing is close."""
        if len(text) > _LONGEST:
            return None
        prefix, _, name = text.partition(":")
        if not self._of(prefix):
            close = get_close_matches(prefix.lower(), self.prefixes(), 1, _CLOSE)
            if not close:
                return None
            prefix = close[0]
        names = self._of(prefix)
        close = get_close_matches(name.lower(), names, 1, _CLOSE)
        return f"{prefix.lower()}:{names[close[0]].name}" if close else None

    def every(self) -> tuple[str, ...]:
        """All actions of all services, sorted."""
        if self._every is None:
            self._every = tuple((self._shards.read("_actions.txt") or b"").decode().splitlines())
        return self._every

    def _matching(self, pattern: str) -> tuple[str, ...]:
        prefix, colon, name = pattern.partition(":")
        if pattern == "*":
            return self.every()
        if not colon:
            return ()
        if "*" in prefix or "?" in prefix:
            matches = _matcher(pattern)
            return tuple(action for action in self.every() if matches.fullmatch(action))
        if "*" not in name and "?" not in name:
            single = self.canonical(pattern)
            return () if single is None else (single,)
        matches = _matcher(name)
        actions = (each.name for each in self._of(prefix).values())
        return tuple(f"{prefix.lower()}:{action}" for action in actions if matches.fullmatch(action))

    def _of(self, prefix: str) -> dict[str, IamAction]:
        prefix = prefix.lower()
        if prefix not in self._actions:
            service = self.service(prefix)
            self._actions[prefix] = {each.name.lower(): each for each in service.actions} if service else {}
        return self._actions[prefix]


def _matcher(pattern: str) -> re.Pattern[str]:
    """A pattern's regular expression; it never backs up over a ``*``, so that no pattern is slow."""
    if len(pattern.replace("*", "")) > _LONGEST:
        return re.compile(r"(?!)")
    first, *rest = (re.escape(part).replace(r"\?", ".") for part in re.split(r"\*+", pattern))
    if not rest:
        return re.compile(first, re.IGNORECASE)
    middle = "".join(f"(?>.*?{part})" for part in rest[:-1])
    return re.compile(f"{first}{middle}.*{rest[-1]}", re.IGNORECASE)
