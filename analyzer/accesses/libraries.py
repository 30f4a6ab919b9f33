"""Packages outside the scanned code that do nothing with AWS themselves, by the rows of ``rules/libraries``."""

import re
from collections.abc import Iterable
from pathlib import Path

from analyzer.rulebook.libraries import LibraryRules, load_libraries
from analyzer.rulebook.sdk import STUBS
from analyzer.values.machine import Machine
from analyzer.values.model import (
    Bound,
    Class,
    External,
    Function,
    Instance,
    Object,
    Partial,
    Value,
    unknown,
)
from analyzer.values.outcomes import Arguments, Outcome

SDK = ("boto3", "botocore", "aioboto3", "aiobotocore", "s3transfer", "_overgrant")
_PUT_ON = "functools.identity"
_RUNNING = "lambda"  # lambda_handler, LambdaContext: where code runs, not what it calls
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CALLABLES = Function | Bound | Partial | Instance | Object
_DECORATED = Function | Bound | Partial | Instance | Class


class Libraries:
    """The library rows, read once when first asked."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._rules: LibraryRules | None = None

    @property
    def rules(self) -> LibraryRules:
        """All library rows."""
        if self._rules is None:
            self._rules = load_libraries(self._directory)
        return self._rules

    def knows(self, module: str) -> bool:
        """Whether a package is the SDK or types for it, or known to call nothing of its own accord."""
        own = self.is_sdk(module) or module.startswith(STUBS)
        return own or any(name in self.rules.inert for name in _prefixes(module))

    def suspects(self, top: str) -> bool:
        """Whether the name of a package that is not seen says that it may call AWS."""
        return any(piece in top.lower() for piece in self.rules.suspect)

    def speaks_of(self, name: str, services: Iterable[str]) -> tuple[str, ...] | None:
        """The services that a name's words begin like (``DynamoDBChatHistory``), None for AWS as a whole; else nothing."""
        words = _HUMPS.sub("_", name).lower().split("_")
        pieces = [
            piece for piece in self.rules.suspect if piece != _RUNNING and any(word.startswith(piece) for word in words)
        ]
        found = {piece: tuple(one for one in services if one.startswith(piece)) for piece in pieces}
        return None if not all(found.values()) else tuple(dict.fromkeys(one for many in found.values() for one in many))

    def is_quiet(self, program: str) -> bool:
        """Whether a program that is started is known to call nothing."""
        return program in self.rules.programs

    def is_sdk(self, module: str) -> bool:
        """Whether a module is the SDK's, so that its source is not analysed even where it is at hand."""
        return module.split(".", maxsplit=1)[0] in SDK

    def call(self, machine: Machine, name: str, arguments: Arguments, at: int) -> Outcome | None:
        """What calling a function of a package does, None when no row says it."""
        if name in self.rules.callers and arguments.positional:
            rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.rest, arguments.extra)
            return Outcome(machine.call(arguments.positional[0], rest, at))
        if name not in self.rules.decorators:
            return None
        target = arguments.positional[0] if arguments.positional else Value(())
        put_on = len(arguments.positional) == 1 and any(isinstance(atom, _DECORATED) for atom in target)
        given = arguments.positional[1:] if put_on else arguments.positional
        hooks = (*given, *(value for _, value in arguments.keywords))
        return Outcome(target if put_on else Value((External(_PUT_ON),)), calls=tuple(_later(hooks)))


def _prefixes(module: str) -> list[str]:
    words = module.split(".")
    return [".".join(words[:count]) for count in range(1, len(words) + 1)]


def _later(hooks: tuple[Value, ...]) -> list[tuple[Value, Arguments]]:
    """The options that are functions: called at some time, with what only the library knows."""
    anything = Arguments((), (), unknown("argument"), unknown("argument"))
    found = [Value(tuple(atom for atom in value if isinstance(atom, _CALLABLES))) for value in hooks]
    return [(value, anything) for value in found if value]
