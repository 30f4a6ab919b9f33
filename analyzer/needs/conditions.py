"""Tests of arguments that may be known, unknown or absent: whether a row applies, what a request's keys will be."""

import re
from collections.abc import Callable, Iterator
from typing import assert_never

from analyzer.accesses.model import Argument
from analyzer.core import Lit, Ref, Text
from analyzer.iam.model import Condition
from analyzer.needs.arguments import KEYS, Found, Given, find, first
from analyzer.rulebook.rules_model import When

Kinds = Callable[[Text], str]
Paths = tuple[tuple[str, tuple[str, ...]], ...]


def holds(tests: tuple[When, ...], arguments: Argument, kind_of: Kinds) -> tuple[Given, When | None]:
    """Whether all tests hold, and the first that is undecided; ``kind_of`` tells a text's ARN type or ``""``."""
    doubt: When | None = None
    for test in tests:
        match _holds(test, find(arguments, test.path), kind_of):
            case "no":
                return "no", None
            case "maybe":
                doubt = doubt or test
            case "yes":
                pass
    return ("yes", None) if doubt is None else ("maybe", doubt)


def describe(test: When) -> str:
    """What is not known of an undecided test, for a person."""
    values = " or ".join(test.values)
    match test.test:
        case "present" | "absent":
            return f"{test.path} may or may not be given"
        case "equals" | "differs":
            return f"{test.path} may be {values}"
        case "kind":
            return f"{test.path} may be a {values}"
        case _:
            assert_never(test.test)


def stated(conditions: Paths, arguments: Argument, told: Callable[[str], str]) -> tuple[Condition, ...]:
    """A condition for each key whose value in the request is wholly known: literals and references, no pattern.

    ``told`` gives what a word in braces in a path stands for, by what the template says of the thing that is
    asked on, empty where it does not.
    """
    made = []
    for key, paths in conditions:
        operator, _, name = key.rpartition(" ")
        for member, found in _values(name, [_filled(path, told) for path in paths], arguments):
            known = found.given == "yes" and not found.open and not found.loose and all(map(_is_plain, found.texts))
            if known and found.texts:
                made.append(Condition(operator or "StringEquals", member, found.texts))
    return tuple(made)


def _values(key: str, paths: list[str], arguments: Argument) -> Iterator[tuple[str, Found]]:
    """The key with what stands at the paths; for a key that ends in ``*`` each member of the dict that stands there."""
    if not key.endswith("*"):
        yield key, first(arguments, tuple(path for path in paths if path))
        return
    for path in paths:
        names = find(arguments, f"{path}.{KEYS}")
        for text in names.texts if not names.open and not names.loose else ():
            if text.literal is not None and _WORD.fullmatch(text.literal):
                yield key[:-1] + text.literal, find(arguments, f"{path}.{text.literal}")


def _filled(path: str, told: Callable[[str], str]) -> str:
    """The path with what its words in braces stand for; empty where that is not known."""
    for word in _BRACES.findall(path):
        name = told(word)
        if not _WORD.fullmatch(name):
            return ""
        path = path.replace(f"{{{word}}}", name)
    return path


# Names that a path can lead to, and that are the same in every spelling of a policy.
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_BRACES = re.compile(r"\{([^}]*)\}")


def _is_plain(text: Text) -> bool:
    parts = text.parts
    unknown = any(not isinstance(part, Lit | Ref) or (isinstance(part, Lit) and "${" in part.value) for part in parts)
    return bool(parts) and not unknown and text.literal not in ("", "*")


def _holds(test: When, found: Found, kind_of: Kinds) -> Given:
    match test.test:
        case "present":
            return found.given
        case "absent":
            return ("maybe" if found.loose else "no") if found.given == "yes" else "yes"
        case "equals":
            return _compare(found, lambda text: _is_one(text, test.values, kind_of))
        case "differs":
            equal = _compare(found, lambda text: _negated(_is_one(text, test.values, kind_of)))
            if equal == "no" and found.loose:
                return "maybe"
            return "yes" if found.given == "no" or equal == "maybe" else equal
        case "kind":
            return _compare(found, lambda text: kind_of(text) in test.values if kind_of(text) else None)
        case _:
            assert_never(test.test)


def _is_one(text: Text, values: tuple[str, ...], kind_of: Kinds) -> bool | None:
    """Whether the text is one of the values; a resource of the template is none of them, other references may be."""
    if text.literal is not None:
        return text.literal in values
    return False if kind_of(text) else None


def _negated(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _compare(found: Found, matches: Callable[[Text], bool | None]) -> Given:
    if found.given == "no":
        return "no"
    answers = [matches(text) for text in found.texts]
    if True in answers:
        return "yes"
    return "maybe" if found.open or None in answers or not answers else "no"
