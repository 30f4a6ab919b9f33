"""The words that library models have beyond Python: module ``_overgrant`` of ``rules/libraries/models``.

``call(service, operation, *, credentials=None, because="", **members)`` is one API operation; ``signed(service,
credentials, method, url)`` a request that the code signs itself, by the rows of ``rules/operations/http.toml``;
``s3(operation, path, *, always=False, credentials=None, because="")`` what is done with an ``s3://`` path, by those
of ``s3-uri.toml``: nothing with a path that is none, unless it ``always`` is one.

``anything(why)`` is any value, ``text()`` any string, ``either(…)`` one of its arguments, ``string(value)`` the
value as far as it is a string, else None; ``methods(object)`` a list of the methods that its class, part of the
scanned code, defines under plain names; ``unseen(what, *services)`` opens a gap.
"""

from collections.abc import Callable, Iterator

from analyzer.accesses import sessions, snapshot
from analyzer.accesses.calls import Environment
from analyzer.core import Env, Event, Gap, Lit, Text
from analyzer.values.arguments import Known, Members, Opaque
from analyzer.values.machine import Machine
from analyzer.values.model import (
    NONE,
    NOTHING,
    STRING,
    TRUE,
    Atom,
    Class,
    EventRoot,
    External,
    Function,
    Instance,
    Unknown,
    Value,
    join_all,
    unknown,
)
from analyzer.values.outcomes import Arguments, Effect, Outcome

MODULE = "_overgrant"
HTTP, S3_URI = "http", "s3-uri"
_OWN = ("credentials", "because")
_SCHEMES = ("s3://", "s3a://", "s3n://")


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
    services = tuple(word for value in arguments.positional[1:] for word in value.literals or ())
    return Outcome(
        unknown("library"), gaps=(Gap("opaque-library", machine.span(at), _word(arguments, 0), services or None),)
    )


def _s3(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    path = arguments.positional[1] if len(arguments.positional) > 1 else NOTHING
    always = arguments.get(None, "always") == TRUE
    operation = _word(arguments, 0)
    uris = [uri for atom in path for uri in _uris(machine, atom, always=always)]
    if operation.endswith("Folder"):
        uris = [_below(uri) for uri in uris]
    vague = always and not uris
    if not uris and not vague:
        return Outcome(NONE)
    given = ("Uri", Opaque("a path") if vague else Known(tuple(dict.fromkeys(uris))))
    because = " or ".join((arguments.get(None, "because") or NOTHING).literals or ())
    made = Effect(
        S3_URI, operation, Members((given,)), machine.span(at), machine.frame.node,
        _principal(arguments.get(None, "credentials")), "library", "possible" if because else "certain", because,
    )  # fmt: skip
    return Outcome(NONE, (made,))


def _below(uri: Text) -> Text:
    """Everything whose path begins with this one."""
    literal = "".join(part.value for part in uri.parts if isinstance(part, Lit)).removeprefix("s3://")
    return Text.of(*uri.parts, "*" if "/" in literal else "/*")


def _uris(machine: Machine, atom: Atom, *, always: bool) -> Iterator[Text]:
    """The ``s3://`` paths that an atom may be; variables of the environment are asked for their value."""
    if isinstance(atom, EventRoot) and always:
        atom = Text((Event(atom.path),))
    if not isinstance(atom, Text) or not atom.parts:
        return
    head = atom.parts[0]
    if isinstance(head, Lit) and head.value.startswith(_SCHEMES):
        yield Text.of("s3://", head.value.partition("://")[2], *atom.parts[1:])
    elif isinstance(head, Env) and (forced := machine.force(Value((atom,)))) != Value((atom,)):
        if any(
            text.parts and isinstance(text.parts[0], Lit) and text.parts[0].value.startswith(_SCHEMES)
            for text in forced.texts
        ):
            yield atom
        elif always:
            yield Text.of("s3://", *atom.parts)
    elif always:
        yield Text.of("s3://", *atom.parts)


def _methods(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    found: list[Value] = []
    for atom in arguments.positional[0] if arguments.positional else ():
        for cls in machine.mro(atom.cls) if isinstance(atom, Instance) else ():
            if isinstance(cls, Class) and cls.key.module not in machine.models:
                names = [name for name, value in machine.heap.items(cls) if _is_method(name, value)]
                found += [bound for name in names if (bound := machine.attribute_of(atom, name, at)) is not None]
    return Outcome(machine.sequence("list", (), at, rest=join_all(found)))


def _is_method(name: str, value: Value) -> bool:
    return not name.startswith("_") and ":" not in name and any(isinstance(atom, Function) for atom in value)


def _string(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    texts = tuple(text for value in arguments.positional for text in value.texts)
    return Outcome(Value(texts) if texts else NONE)


def _either(machine: Machine, arguments: Arguments, at: int) -> Outcome:
    return Outcome(join_all(arguments.values))


_WORDS: dict[str, Callable[[Machine, Arguments, int], Outcome]] = {
    f"{MODULE}.call": _call,
    f"{MODULE}.s3": _s3,
    f"{MODULE}.text": _text,
    f"{MODULE}.anything": _anything,
    f"{MODULE}.either": _either,
    f"{MODULE}.methods": _methods,
    f"{MODULE}.string": _string,
    f"{MODULE}.unseen": _unseen,
}
