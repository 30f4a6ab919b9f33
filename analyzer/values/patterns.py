"""``match`` patterns: whether they match for certain, and what they bind."""

from collections.abc import Iterator

from analyzer.core import Text
from analyzer.modules import model as ir
from analyzer.values.conditions import is_kind
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    Atom,
    Class,
    Constant,
    EventRoot,
    Record,
    Sequence,
    Unknown,
    Value,
    join_all,
    unknown,
)


def match_pattern(machine: Machine, pattern: ir.Pattern, subject: Value) -> tuple[bool | None, Value]:
    """(matches: True, False or None for "it depends"; the subject as it is where the pattern matched)."""
    match pattern:
        case ir.MatchAs(pattern=None, name=name):
            _bind(machine, name, subject)
            return True, subject
        case ir.MatchAs(pattern=inner, name=name) if inner is not None:
            answer, subject = match_pattern(machine, inner, subject)
            _bind(machine, name, subject)
            return answer, subject
        case ir.MatchValue(value=expr):
            return _match_value(machine.evaluate(expr), subject)
        case ir.MatchOr(patterns=patterns):
            results = [match_pattern(machine, each, subject) for each in patterns]
            possible = [found for answer, found in results if answer is not False]
            answers = [answer for answer, _ in results]
            answer = True if True in answers else None if None in answers else False
            return answer, join_all(possible) or subject
        case ir.MatchSequence(items=items):
            return _match_sequence(machine, items, subject)
        case ir.MatchMapping(items=entries, rest=rest):
            return _match_mapping(machine, entries, rest, subject)
        case ir.MatchClass():
            return _match_class(machine, pattern, subject)
        case ir.MatchStar(name=name):
            _bind(machine, name, subject)
    return None, subject


def _bind(machine: Machine, name: str | None, value: Value) -> None:
    if name is not None:
        machine.bind(name, value)


def _match_value(wanted: Value, subject: Value) -> tuple[bool | None, Value]:
    literals = wanted.literals
    plain = wanted.only
    kept = []
    certain = True
    for atom in subject:
        if isinstance(atom, Text) and literals:
            if atom.literal is None:
                certain = False
            elif atom.literal not in literals:
                continue
        elif isinstance(atom, Constant) and isinstance(plain, Constant):
            if atom.value != plain.value:
                continue
        elif isinstance(atom, Unknown | EventRoot) or plain is None or atom != plain:
            certain = False
        kept.append(atom)
    if not kept:
        return False, subject
    only = certain and len(kept) == len(subject) == 1
    vague = any(isinstance(a, Unknown | EventRoot) or (isinstance(a, Text) and a.literal is None) for a in kept)
    return (True if only else None), (wanted if vague and literals else Value(tuple(kept)))


def _match_sequence(machine: Machine, items: tuple[ir.Pattern, ...], subject: Value) -> tuple[bool | None, Value]:
    kept = Value(tuple(a for a in subject if isinstance(a, Sequence | Unknown | EventRoot)))
    if not kept:
        return False, subject
    found, more = machine.unpacked(kept, NOWHERE)
    star = next((i for i, each in enumerate(items) if isinstance(each, ir.MatchStar)), None)
    if more is None and (len(found) != len(items) if star is None else len(found) < len(items) - 1):
        return False, subject
    anything = join_all((*found, more if more is not None else unknown("match")))
    possible = True
    for index, each in enumerate(items):
        if isinstance(each, ir.MatchStar):
            _bind(machine, each.name, machine.sequence("list", (), 0, rest=anything, role=f"match{index}"))
            continue
        exact = more is None and (star is None or index < star)
        element = found[index] if exact else anything
        answer, _ = match_pattern(machine, each, element)
        possible = possible and answer is not False
    return (None if possible else False), kept


def _match_mapping(
    machine: Machine, entries: tuple[tuple[ir.Expr, ir.Pattern], ...], rest: str | None, subject: Value,
) -> tuple[bool | None, Value]:  # fmt: skip
    kept = Value(tuple(a for a in subject if isinstance(a, Record | Unknown | EventRoot)))
    if not kept:
        return False, subject
    for key, inner in entries:
        element = machine.item(kept, machine.evaluate(key), NOWHERE)
        answer, _ = match_pattern(machine, inner, element)
        if answer is False:
            return False, subject
    _bind(machine, rest, kept)
    return None, kept


def _match_class(machine: Machine, pattern: ir.MatchClass, subject: Value) -> tuple[bool | None, Value]:
    classes = machine.evaluate(pattern.cls)
    fits = [(atom, _is_of(machine, atom, classes)) for atom in subject]
    kept = Value(tuple(atom for atom, fit in fits if fit is not False))
    if not kept:
        return False, subject
    answers = [match_pattern(machine, inner, part) for inner, part in _parts(machine, pattern, classes, kept)]
    if any(answer is False for answer, _ in answers):
        return False, subject
    certain = all(fit is True for _, fit in fits) and all(answer is True for answer, _ in answers)
    return (True if certain else None), kept


def _parts(
    machine: Machine, pattern: ir.MatchClass, classes: Value, subject: Value
) -> Iterator[tuple[ir.Pattern, Value]]:
    """The patterns in the brackets, each with what it is put to."""
    for name, inner in pattern.keywords:
        yield inner, machine.attribute(subject, name, NOWHERE)
    for index, inner in enumerate(pattern.positional):
        fields = [machine.field_name(cls, index) for cls in classes if isinstance(cls, Class)]
        values = [machine.attribute(subject, name, NOWHERE) for name in fields if name] or [subject]
        yield inner, join_all(values)


def _is_of(machine: Machine, atom: Atom, classes: Value) -> bool | None:
    """Whether an atom is surely, surely not or perhaps an instance of one of the classes."""
    answers = [is_kind(machine, atom, cls) for cls in classes] or [None]
    return True if True in answers else None if None in answers else False
