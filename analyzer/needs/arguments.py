"""Arguments by path: ``CopySource.Bucket``, ``Entries[].EventBusName``, ``RequestItems.@keys``.

``[]`` goes into the elements of a list, ``*`` into the values of a mapping, ``@keys`` are its keys,
``@text`` is a parsed member's own text, ``@call`` the arguments of the call that gave an id, ``^`` leads from an element back to the whole call's arguments.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from analyzer.accesses.model import Argument, Items, Known, Members, Opaque
from analyzer.core import Text, lit

Given = Literal["yes", "maybe", "no"]
KEYS = "@keys"
WHOLE = "@text"
CALL = "@call"
ROOT = "^"


class Found(Struct, frozen=True):
    """What stands at a path: whether it is given, every text that it may be, ``open`` when it may be another.

    ``loose``: it is given on some ways through the code, or in some elements, and not in others.
    """

    given: Given
    texts: tuple[Text, ...] = ()
    open: bool = False
    loose: bool = False


_MARKS = ("@", ROOT)
_ABSENT = Found("no")
_MAYBE = Found("maybe", (), open=True)


def find(argument: Argument, path: str) -> Found:
    """What stands at the path; a path that begins with ``=`` is the literal behind it."""
    if path.startswith("="):
        return Found("yes", (lit(path[1:]),))
    return _joined([_leaf(each) for each in _at(argument, _steps(path))])


def elements(argument: Argument, path: str) -> tuple[tuple[Argument, ...], Given]:
    """The arguments at the path, lists opened, and whether there are any."""
    found = _at(argument, [*_steps(path), "[]"])
    known = tuple(each for each in found if isinstance(each, Argument))
    return known, _joined([_leaf(each) for each in found]).given


def first(argument: Argument, paths: tuple[str, ...]) -> Found:
    """What stands at the first path that is given; a path that may be given is joined with those behind it."""
    gathered: list[Found] = []
    for path in paths:
        found = find(argument, path)
        if found.given != "no":
            gathered.append(found)
        if found.given == "yes":
            break
    return _joined(gathered)


def replaced(argument: Argument, path: str, change: Callable[[Known], Argument]) -> Argument:
    """The argument with every scalar at the path changed."""
    return _replace(argument, _steps(path), change)


def _steps(path: str) -> list[str]:
    return path.replace("[]", ".[]").split(".") if path else []


def _at(argument: Argument, steps: list[str]) -> list[Argument | Given]:
    """The arguments at the path; "maybe" or "no" for each way on which it ends early."""
    if not steps:
        return [argument]
    step, rest = steps[0], steps[1:]
    match argument:
        case Opaque() | Known() if step == CALL:
            return ["no"]
        case Opaque():
            return ["maybe"]
        case Items(values, is_open):
            inner = rest if step == "[]" else steps
            return [found for value in values for found in _at(value, inner)] + _unlisted(is_open, bool(values))
        case Members():
            return _at(argument, rest) if step == "[]" else _member(argument, step, rest)
        case Known(_, is_open):
            if step == "[]":
                return _at(argument, rest)
            return ["maybe" if is_open else "no"]


def _member(argument: Members, step: str, rest: list[str]) -> list[Argument | Given]:
    if step == KEYS:
        return [_keys(argument)]
    if step == "*":
        values = [value for name, value in argument.fields if not name.startswith(_MARKS)]
        return [found for value in values for found in _at(value, rest)] + _unlisted(argument.open, bool(values))
    value = argument.get(step)
    if value is None:
        return ["maybe" if argument.open else "no"]
    return [*_at(value, rest), "no"] if step in argument.loose else _at(value, rest)


def _unlisted(is_open: bool, some: bool) -> list[Argument | Given]:
    if is_open:
        return ["maybe"]
    return [] if some else ["no"]


def _keys(argument: Members) -> Known:
    texts = [lit(name) for name, _ in argument.fields if not name.startswith(_MARKS)]
    named = argument.get(KEYS)
    if isinstance(named, Known):
        texts.extend(named.texts)
    return Known(tuple(dict.fromkeys(texts)), argument.open)


def _leaf(found: Argument | Given) -> Found:
    match found:
        case str():
            return _MAYBE if found == "maybe" else _ABSENT
        case Known(texts, is_open):
            return Found("yes", texts, is_open or not texts)
        case Members():
            whole = found.get(WHOLE)
            return Found("yes", whole.texts, whole.open) if isinstance(whole, Known) else Found("yes", (), open=True)
        case Items(elements_, is_open):
            inner = [_leaf(each) for each in elements_]
            return Found("yes", _joined(inner).texts, is_open or any(each.open for each in inner))
        case Opaque():
            return Found("yes", (), open=True)


def _joined(found: list[Found]) -> Found:
    given: Given = "no"
    if any(each.given == "yes" for each in found):
        given = "yes"
    elif any(each.given == "maybe" for each in found):
        given = "maybe"
    texts = dict.fromkeys(text for each in found for text in each.texts)
    loose = given == "yes" and any(each.loose or each.given == "no" for each in found)
    return Found(given, tuple(texts), any(each.open for each in found), loose)


def _replace(argument: Argument, steps: list[str], change: Callable[[Known], Argument]) -> Argument:
    match argument:
        case Known() | Opaque() if not [step for step in steps if step != "[]"]:
            return change(argument if isinstance(argument, Known) else Known((), open=True))
        case Items(values, is_open):
            inner = steps[1:] if steps[:1] == ["[]"] else steps
            return Items(tuple(_replace(value, inner, change) for value in values), is_open)
        case Members(fields, is_open, loose) if steps:
            step, rest = steps[0], steps[1:]
            if step == "[]":
                return _replace(argument, rest, change)
            changed = ((name, _replace(v, rest, change) if step in (name, "*") else v) for name, v in fields)
            return Members(tuple(changed), is_open, loose)
    return argument
