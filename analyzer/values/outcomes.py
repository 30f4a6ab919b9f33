"""Calls and what comes of them: arguments, effects, what a library does, what a solve finds."""

from typing import Literal

from msgspec import Struct

from analyzer.core import Gap, Span, Text
from analyzer.values.arguments import Members
from analyzer.values.model import NOTHING, Value


class Arguments(Struct, frozen=True):
    """The arguments of one call, unpacked as far as known.

    ``rest`` is an element of an unpacked iterable of unknown length, ``extra`` a value of an
    unpacked mapping with unknown keys; both None when there are none.
    """

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    rest: Value | None = None
    extra: Value | None = None

    def get(self, position: int | None, name: str) -> Value | None:
        """The argument at this position or of this name, None when it is not given."""
        if position is not None and position < len(self.positional):
            return self.positional[position]
        for key, each in self.keywords:
            if key == name:
                return each
        if self.rest is not None and position is not None:
            return self.rest
        return self.extra

    def written(self, position: int | None, name: str) -> Value | None:
        """The argument that the call itself writes at this position or under this name, None for any other."""
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return next((each for key, each in self.keywords if key == name), None)

    @property
    def values(self) -> tuple[Value, ...]:
        """Every value that is passed."""
        more = tuple(each for each in (self.rest, self.extra) if each is not None)
        return (*self.positional, *(each for _, each in self.keywords), *more)


class Effect(Struct, frozen=True, array_like=True):
    """One operation of a service that was called: what the solver is asked for.

    ``node`` is the call-graph node whose code makes the call; ``region`` is None for the function's own.
    """

    service: str
    operation: str
    arguments: Members
    span: Span
    node: str
    principal: str = ""
    origin: Literal["call", "library"] = "call"
    certainty: Literal["certain", "possible"] = "certain"
    because: str = ""
    region: Text | None = None


class Outcome(Struct, frozen=True):
    """What calling a library does: its result, its effects, callables it calls in turn, gaps it opens."""

    result: Value = NOTHING
    effects: tuple[Effect, ...] = ()
    calls: tuple[tuple[Value, Arguments], ...] = ()
    gaps: tuple[Gap, ...] = ()


class Solution(Struct, frozen=True, array_like=True):
    """Everything that running one entry may do.

    ``edges`` are (caller, callee, place of the call); ``nodes`` (name, place of its definition);
    ``modules`` the modules read with their digests, ``missed`` the names looked up and not found,
    ``paths`` the shortest chain from the entry to each function that has effects, as (caller, place);
    ``forced`` the environment variables whose value decided control, with the value used; ``settings``
    those of them that decided a test.
    """

    root: str
    handler: Span | None
    effects: tuple[Effect, ...]
    gaps: tuple[Gap, ...]
    edges: tuple[tuple[str, str, Span], ...]
    nodes: tuple[tuple[str, Span], ...]
    modules: tuple[tuple[str, str], ...] = ()
    missed: tuple[str, ...] = ()
    forced: tuple[tuple[str, str], ...] = ()
    reveals: tuple[tuple[Span, str], ...] = ()
    reads: tuple[tuple[str, str], ...] = ()
    paths: tuple[tuple[str, tuple[tuple[str, Span], ...]], ...] = ()
    settings: tuple[str, ...] = ()
