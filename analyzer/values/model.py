"""The abstract domain: what a Python expression may be.

A ``Value`` is a finite set of atoms in the order they were found, equal as a set.  Atoms are
immutable; what can change (attributes, elements) lives in the heap under an atom's ``key``.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct

from analyzer.core import Hole, Lit, Text
from analyzer.values.covering import MAX_TEXTS, common_parts, starts_and_rest, without_absorbed

MAX_CONSTANTS = 16
MAX_EVENT_PARTS = 12
MAX_EXTERNALS = 24
ANY_PART, ANY_PARTS = "*", "**"
ANY_MEMBER = "*"
SET_BY_HOST = "variable that is set"  # the reason of a hole that is never empty


class Key(Struct, frozen=True, array_like=True, cache_hash=True):
    """The identity of a heap object: where it is made (module, site) and in which context."""

    module: str
    at: int
    context: int
    role: str = ""


class Constant(Struct, frozen=True, cache_hash=True):
    """None, a bool, an int or a float.  ``type`` keeps ``True`` apart from ``1``."""

    value: int | float | bool | None
    type: str


class Typed(Struct, frozen=True, cache_hash=True):
    """Some value of a plain type (``int``, ``bool``, ``bytes``, ``datetime``) of which nothing else is known."""

    name: str


class Module(Struct, frozen=True, cache_hash=True):
    """A module of the scanned code."""

    name: str


class External(Struct, frozen=True, cache_hash=True):
    """A module, class, function or value of a package outside the scanned code, by its full name."""

    name: str


class Caller(Struct, frozen=True, cache_hash=True):
    """Whose credentials a thing acts with, and where to.

    ``principal`` is empty for the function's own.  ``region`` is None where the function runs;
    ``endpoint`` is None for the service's own address.
    """

    principal: str = ""
    region: Text | None = None
    endpoint: Text | None = None


OWN = Caller()


class Object(Struct, frozen=True, cache_hash=True):
    """A thing that a library model made: ``type`` is the model's word, ``key`` what identifies it."""

    type: str
    key: tuple[Any, ...] = ()
    caller: Caller = OWN


class Function(Struct, frozen=True, cache_hash=True):
    """A function of the scanned code: its IR is looked up by (module, at); ``frame`` holds its closure."""

    module: str
    at: int
    frame: int
    owner: "Class | None" = None


class Class(Struct, frozen=True, cache_hash=True):
    """A class of the scanned code."""

    key: Key
    name: str


class Instance(Struct, frozen=True, cache_hash=True):
    """An instance, its attributes in the heap."""

    cls: Class
    key: Key


class Member(Struct, frozen=True, cache_hash=True):
    """A member of an Enum class."""

    cls: Class
    name: str


class Bound(Struct, frozen=True, cache_hash=True):
    """A callable with its first argument: a bound method."""

    receiver: "Atom"
    function: "Atom"


class Method(Struct, frozen=True, cache_hash=True):
    """A method of a built-in value, not yet called: ``"x".format``, ``d.get``."""

    receiver: "Atom"
    name: str


class Partial(Struct, frozen=True, cache_hash=True):
    """``functools.partial``: the arguments are in the heap under ``key``."""

    key: Key


class Super(Struct, frozen=True, cache_hash=True):
    """``super()`` inside a method of ``cls``."""

    cls: Class
    receiver: "Atom"


class Record(Struct, frozen=True, cache_hash=True):
    """A dict, its items in the heap."""

    key: Key


class Sequence(Struct, frozen=True, cache_hash=True):
    """A list, tuple, set or generator, its elements in the heap."""

    key: Key
    kind: Literal["list", "tuple", "set", "generator"]


class Descriptor(Struct, frozen=True, cache_hash=True):
    """``property``, ``staticmethod``, ``classmethod`` or ``cached_property`` around a callable."""

    kind: Literal["property", "staticmethod", "classmethod"]
    function: "Atom"


class EventRoot(Struct, frozen=True, cache_hash=True):
    """A part of the event: ``("Records", "[]", "s3")``."""

    path: tuple[str, ...]


class Unknown(Struct, frozen=True, cache_hash=True):
    """Anything at all, and why."""

    why: str = ""


Atom = (
    Text | Constant | Typed | Module | External | Object | Function | Class | Instance | Member | Bound | Method
    | Partial | Super | Record | Sequence | Descriptor | EventRoot | Unknown
)  # fmt: skip


class Value:
    """A set of atoms; iterates in the order they were found, compares as a set."""

    __slots__ = ("_set", "atoms")

    def __init__(self, atoms: tuple[Atom, ...]) -> None:
        self.atoms = atoms
        self._set: frozenset[Atom] | None = None

    @property
    def members(self) -> frozenset[Atom]:
        """The atoms as a set, for comparisons."""
        if self._set is None:
            self._set = frozenset(self.atoms)
        return self._set

    def __iter__(self) -> Iterator[Atom]:
        return iter(self.atoms)

    def __len__(self) -> int:
        return len(self.atoms)

    def __bool__(self) -> bool:
        return bool(self.atoms)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Value):
            return NotImplemented
        if len(self.atoms) != len(other.atoms):
            return False
        return self.atoms == other.atoms or self.members == other.members

    def __hash__(self) -> int:
        return hash(self.atoms[0]) if len(self.atoms) == 1 else hash(self.members)

    def __repr__(self) -> str:
        return f"Value{self.atoms!r}"

    @property
    def only(self) -> Atom | None:
        """The one atom, or None when there are none or several."""
        return self.atoms[0] if len(self.atoms) == 1 else None

    @property
    def texts(self) -> tuple[Text, ...]:
        """The atoms that are strings."""
        return tuple(atom for atom in self.atoms if isinstance(atom, Text))

    @property
    def literals(self) -> tuple[str, ...] | None:
        """Every string it may be, or None when it may be anything that is not a known string."""
        found = []
        for atom in self.atoms:
            literal = atom.literal if isinstance(atom, Text) else None
            if literal is None:
                return None
            found.append(literal)
        return tuple(found)


NOTHING = Value(())
NONE = Value((Constant(None, "None"),))
TRUE = Value((Constant(True, "bool"),))
FALSE = Value((Constant(False, "bool"),))
BOOL = Value((Typed("bool"),))
INT = Value((Typed("int"),))
STRING = Value((Text((Hole(""),)),))


def unknown(why: str = "") -> Value:
    """The value of which nothing is known."""
    return Value((Unknown(why),))


def value(*atoms: Atom) -> Value:
    """The value that is one of these atoms."""
    return join_all(Value((atom,)) for atom in atoms)


def string(text: str) -> Value:
    """The value of a known string."""
    return Value((Text((Lit(text),)) if text else Text(()),))


def able(value: Value, fails: Callable[[Object], bool]) -> tuple[Atom, ...]:
    """The atoms less the objects that surely fail; all of them where no object is left, or there is but one."""
    if len(value) < 2 or not any(isinstance(atom, Object) for atom in value):
        return value.atoms
    kept = tuple(atom for atom in value if not (isinstance(atom, Object) and fails(atom)))
    return kept if any(isinstance(atom, Object) for atom in kept) else value.atoms


_BOUNDED = (Text, EventRoot, Constant, Typed, External)  # the kinds of which a value holds a limited number


def join(left: Value, right: Value) -> Value:
    """Either of the two; ``left`` itself when ``right`` adds nothing."""
    if not right.atoms or left is right:
        return left
    if not left.atoms:
        return right
    have = left.members
    new = tuple(atom for atom in right.atoms if atom not in have)
    if not new:
        return left
    both = left.atoms + new
    return _capped(both) if any(isinstance(atom, _BOUNDED) for atom in new) else Value(both)


def join_all(values: Iterable[Value]) -> Value:
    """Any of them."""
    found: dict[Atom, None] = {}
    first = NOTHING
    for each in values:
        if not found:
            first = each
        found.update(dict.fromkeys(each.atoms))
    return first if len(found) == len(first.atoms) else _capped(tuple(found))


def _capped(atoms: tuple[Atom, ...]) -> Value:
    """The atoms with too many of a kind replaced by one that covers them; what is covered stays covered."""
    texts = [atom for atom in atoms if isinstance(atom, Text)]
    left = without_absorbed(texts)
    if len(left) > MAX_TEXTS:
        left = without_absorbed(starts_and_rest(left, left))
    if len(left) < len(texts):
        atoms = (*(atom for atom in atoms if not isinstance(atom, Text)), *left)
    parts = [atom for atom in atoms if isinstance(atom, EventRoot)]
    if len(parts) > MAX_EVENT_PARTS or (len(parts) > 1 and any(ANY_PARTS in part.path for part in parts)):
        atoms = (*(atom for atom in atoms if not isinstance(atom, EventRoot)), _covering_part(parts))
    constants = [atom for atom in atoms if isinstance(atom, Constant) and atom.value is not None]
    if constants:
        atoms = _without_covered(atoms, constants)
    outside = [atom.name for atom in atoms if isinstance(atom, External)]
    if len(outside) > 1:
        atoms = _without_crowds(atoms, outside)
    return Value(atoms)


def _without_crowds(atoms: tuple[Atom, ...], outside: list[str]) -> tuple[Atom, ...]:
    """Too many parts of one library give way to one that stands for any: a ladder of them doubles at each step."""
    crowds: dict[str, list[str]] = {}
    for name in outside:
        crowds.setdefault(name.partition(".")[0], []).append(name)
    for root, names in list(crowds.items()):
        if len(names) <= MAX_EXTERNALS and (len(names) == 1 or not any(map(is_any_member, names))):
            del crowds[root]
    if not crowds:
        return atoms
    kept = [a for a in atoms if not (isinstance(a, External) and a.name.partition(".")[0] in crowds)]
    shared = [common_parts([tuple(name.split(".")) for name in names]) for names in crowds.values()]
    return (*kept, *(External(".".join((*(p for p in parts if p != ANY_MEMBER), ANY_MEMBER))) for parts in shared))


def is_any_member(name: str) -> bool:
    """Whether an external's name stands for anything below it; what is taken from such a thing is that thing."""
    return name.endswith(f".{ANY_MEMBER}")


def _covering_part(parts: list[EventRoot]) -> EventRoot:
    shared = itertools.takewhile(
        lambda column: len(set(column)) == 1, zip(*(part.path for part in parts), strict=False)
    )
    return EventRoot((*(column[0] for column in shared if column[0] != ANY_PARTS), ANY_PARTS))


def _without_covered(atoms: tuple[Atom, ...], constants: list[Constant]) -> tuple[Atom, ...]:
    """Plain values give way to their type where that is among the atoms, or where they are too many."""
    typed = {atom.name for atom in atoms if isinstance(atom, Typed)}
    if len(constants) <= MAX_CONSTANTS and not any(each.type in typed for each in constants):
        return atoms
    names = dict.fromkeys(each.type for each in constants if each.type in typed or len(constants) > MAX_CONSTANTS)
    rest = tuple(
        a for a in atoms if not (isinstance(a, Constant) and a.type in names) and a not in [Typed(n) for n in names]
    )
    return (*rest, *(Typed(name) for name in names))


def widen(old: Value, new: Value) -> Value:
    """What a value that still changes after several rounds of a loop may become: texts and numbers give up."""
    if new == old:
        return old
    joined = join(old, new)
    texts = list(joined.texts)
    rest: list[Atom] = [atom for atom in joined if not isinstance(atom, Text | Constant)]
    rest += [Constant(None, "None")] if any(isinstance(a, Constant) and a.value is None for a in joined) else []
    rest += [
        Typed(name) for name in dict.fromkeys(a.type for a in joined if isinstance(a, Constant) and a.value is not None)
    ]
    if texts and set(texts) != set(old.texts):
        texts = without_absorbed(starts_and_rest(list(old.texts), texts))
    return Value((*dict.fromkeys((*texts, *rest)),))
