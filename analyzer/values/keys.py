"""What tells the elements of a dict apart: a tag for every key that is known."""

from analyzer.core import Env, Lit, Text
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import Atom, Class, Constant, External, Member, Sequence, Value

_DEEPEST = 3


def slots_of(machine: Machine, key: Value) -> tuple[str, ...] | None:
    """The element tags that a key may mean, None when it may mean any; tuples of what is known are known."""
    return _tags([_plain(atom) or _of_tuple(machine, atom, 0) for atom in key])


def plain_slots(key: Value) -> tuple[str, ...] | None:
    """The element tags that a key may mean where no key is a tuple, None when it may mean any."""
    return _tags([_plain(atom) for atom in key])


def _tags(found: list[str | None]) -> tuple[str, ...] | None:
    known = tuple(tag for tag in found if tag is not None)
    return known if len(known) == len(found) else None


def _plain(atom: Atom) -> str | None:
    match atom:
        case Text() if atom.literal is not None:
            return f"s:{atom.literal}"
        case Text(parts=parts) if all(isinstance(part, Lit | Env) for part in parts):
            return f"t:{atom}"
        case Constant(value=bool() | None as plain):
            return f"c:{plain}"
        case Constant(value=int() as number):
            return f"i:{number}"
        case Member(cls=cls, name=name):
            return f"m:{cls.name}.{name}"
        case Class(name=name, key=key):
            return f"k:{key.module}:{key.at}:{name}"
        case External(name=name):
            return f"x:{name}"
    return None


def _of_tuple(machine: Machine, atom: Atom, depth: int) -> str | None:
    """The tag of a tuple in which every element is one known thing."""
    if not isinstance(atom, Sequence) or atom.kind != "tuple" or depth >= _DEEPEST:
        return None
    items, more = machine.unpacked(Value((atom,)), NOWHERE)
    if more is not None:
        return None
    tags: list[str] = []
    for item in items:
        only = item.only
        tag = None if only is None else _plain(only) or _of_tuple(machine, only, depth + 1)
        if tag is None:
            return None
        tags.append(tag)
    return f"u:{tags}"
