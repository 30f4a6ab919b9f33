"""The words that library models have beyond Python: module ``_overgrant`` of ``rules/libraries/models``.

``call(service, operation, *, credentials=None, because="", **members)`` is one API operation, or a row of
``rules/operations`` that is none; ``signed(service, credentials, method, url)`` a request that
the code signs itself, by the rows of ``rules/operations/http.toml``; ``text()`` a string, ``anything()`` any value, ``either(…)`` one of
its arguments; ``unseen(what)`` opens a gap: calls that nobody sees.
"""

from collections.abc import Callable

from analyzer.accesses import sessions, snapshot
from analyzer.accesses.calls import Environment
from analyzer.core import Gap
from analyzer.values.arguments import Members
from analyzer.values.machine import Machine
from analyzer.values.model import (
    NOTHING,
    STRING,
    Arguments,
    Effect,
    External,
    Outcome,
    Unknown,
    Value,
    join_all,
    unknown,
)

MODULE = "_overgrant"
_OWN = ("credentials", "because")


HTTP = "http"


def say(machine: Machine, shared: Environment, name: str, arguments: Arguments, at: int) -> Outcome | None:
    """What a word does, None when it is no word."""
    if name == f"{MODULE}.signed":
        return _signed(machine, shared, arguments, at)
    found = _WORDS.get(name)
    return found(machine, arguments, at) if found is not None else None


def _call(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    service, operation = _word(arguments, 0), _word(arguments, 1)
    given = tuple((name, value) for name, value in arguments.keywords if name not in _OWN)
    members = snapshot.of_call(machine, Arguments((), given, None, arguments.extra))
    because = " or ".join((arguments.get(None, "because") or NOTHING).literals or ())
    made = Effect(
        service, operation, members, machine.span(at), machine.frame.node,
        _principal(arguments.get(None, "credentials")), "library", "possible" if because else "certain", because,
    )  # fmt: skip
    return Outcome(unknown(f"{service}.{operation}"), (made,) if service and operation else ())


def _principal(credentials: Value | None) -> str:
    """Whose credentials sign: where nothing tells they are somebody else's, the function's own."""
    told = tuple(atom for atom in credentials or () if not isinstance(atom, Unknown | External))
    return sessions.principal_of_value(Value(told))


def _signed(machine: Machine, shared: Environment, arguments: Arguments, at: int) -> Outcome:
    names, credentials, method, url = (arguments.positional + (NOTHING,) * 4)[:4]
    words = machine.force(names).literals
    result, span = unknown("a signed request"), machine.span(at)
    if not words:
        return Outcome(
            result, gaps=(Gap("dynamic-service", span, "the service that a request is signed for is not known"),)
        )
    given = (("Method", method), ("Url", url))
    members = Members(tuple((name, snapshot.of_value(machine, value)) for name, value in given))
    effects, gaps = [], []
    for word in words:
        if word in shared.rulebook.operations(HTTP):
            principal = _principal(credentials)
            effects.append(Effect(HTTP, word, members, span, machine.frame.node, principal, "library"))
        else:
            gaps.append(Gap("dynamic-operation", span, f"what a request signed for {word} does is not known", (word,)))
    return Outcome(result, tuple(effects), (), tuple(gaps))


def _word(arguments: Arguments, position: int) -> str:
    value = arguments.positional[position] if len(arguments.positional) > position else NOTHING
    words = value.literals
    return words[0] if words else ""


def _text(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    return Outcome(STRING)


def _anything(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    return Outcome(unknown(_word(arguments, 0)))


def _unseen(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    return Outcome(unknown("library"), gaps=(Gap("opaque-library", machine.span(at), _word(arguments, 0)),))


def _either(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    return Outcome(join_all(arguments.values))


_WORDS: dict[str, Callable[[Machine, Arguments, int], Outcome]] = {
    f"{MODULE}.call": _call,
    f"{MODULE}.text": _text,
    f"{MODULE}.anything": _anything,
    f"{MODULE}.either": _either,
    f"{MODULE}.unseen": _unseen,
}
