"""The words that library models have beyond Python: module ``_overgrant`` of ``rules/libraries/models``.

``call(service, operation, *, credentials=None, because="", **members)`` is one API operation, or a row of
``rules/operations`` that is none; ``text()`` a string, ``anything()`` any value, ``unknown_service(what)``
and ``unseen(what)`` open gaps: a request signed for a service that is not known, calls that nobody sees.
"""

from collections.abc import Callable

from analyzer.accesses import sessions, snapshot
from analyzer.core import Gap
from analyzer.values.machine import Machine
from analyzer.values.model import NOTHING, STRING, Arguments, Effect, Outcome, join_all, unknown

MODULE = "_overgrant"
_OWN = ("credentials", "because")


def say(machine: Machine, name: str, arguments: Arguments, at: int) -> Outcome | None:
    """What a word does, None when it is no word."""
    found = _WORDS.get(name)
    return found(machine, arguments, at) if found is not None else None


def _call(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    service, operation = _word(arguments, 0), _word(arguments, 1)
    given = tuple((name, value) for name, value in arguments.keywords if name not in _OWN)
    members = snapshot.of_call(machine, Arguments((), given, None, arguments.extra))
    because = " or ".join((arguments.get(None, "because") or NOTHING).literals or ())
    credentials = arguments.get(None, "credentials")
    made = Effect(
        service, operation, members, machine.span(at), machine.frame.node,
        sessions.principal_of_value(credentials) if credentials is not None else "",
        "library", "possible" if because else "certain", because,
    )  # fmt: skip
    return Outcome(unknown(f"{service}.{operation}"), (made,) if service and operation else ())


def _word(arguments: Arguments, position: int) -> str:
    value = arguments.positional[position] if len(arguments.positional) > position else NOTHING
    words = value.literals
    return words[0] if words else ""


def _text(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    return Outcome(STRING)


def _anything(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    return Outcome(unknown(_word(arguments, 0)))


def _unknown_service(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    gap = Gap("dynamic-service", machine.span(at), _word(arguments, 0))
    return Outcome(unknown("service"), gaps=(gap,))


def _unseen(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    return Outcome(unknown("library"), gaps=(Gap("opaque-library", machine.span(at), _word(arguments, 0)),))


def _either(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    return Outcome(join_all(arguments.values))


_WORDS: dict[str, Callable[[Machine, Arguments, int], Outcome]] = {
    f"{MODULE}.call": _call,
    f"{MODULE}.text": _text,
    f"{MODULE}.anything": _anything,
    f"{MODULE}.either": _either,
    f"{MODULE}.unknown_service": _unknown_service,
    f"{MODULE}.unseen": _unseen,
}
