"""What a test says for certain, and what it tells about the names in it."""

from analyzer.core import Env as Variable
from analyzer.core import Hole, Lit, Part, Text
from analyzer.modules import model as ir
from analyzer.values import classes
from analyzer.values.frames import Env
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    NONE,
    SET_BY_HOST,
    Atom,
    Class,
    Constant,
    EventRoot,
    External,
    Function,
    Instance,
    Member,
    Module,
    Object,
    Record,
    Sequence,
    Typed,
    Unknown,
    Value,
    join_all,
)

_PRESENT = "=@there"  # the step of a response's path behind a member that no answer lacks
_DATA = ("response",)  # a part of what a service answers may be any plain value: none, empty, a string
_LENIENT = ("abc.ABC", "typing.Protocol", "typing_extensions.Protocol")  # their instances need not inherit from them
_BUILTIN_TYPES = {
    "str": Text,
    "dict": Record,
    "list": Sequence,
    "tuple": Sequence,
    "set": Sequence,
    "int": Constant,
    "float": Constant,
    "bool": Constant,
}
_PLAIN = (Text, Constant, Record, Sequence, Function, Class, Module)


def decide(machine: Machine, test: ir.Expr) -> bool | None:
    """Whether the test holds in every run that gets here: True, False, or None for "it depends"."""
    match test:
        case ir.Const() | ir.Name() | ir.Attr() | ir.Index():
            return truth(machine.tested(machine.evaluate(test))) if _is_pure(test) else None
        case ir.Walrus(name=name):  # bound by the evaluation that comes before
            return truth(machine.lookup(name))
        case ir.Unary(op="not", value=inner):
            answer = decide(machine, inner)
            return None if answer is None else not answer
        case ir.Short(op=op, left=left, right=right):
            return _both(op, decide(machine, left), decide(machine, right))
        case ir.Compare(left=left, rest=((op, right),)):
            return _comparison(machine, op, left, right)
        case ir.Call(function=ir.Attr(value=owner, name="startswith" | "endswith"), arguments=(word,)) if _is_pure(
            owner
        ) and _is_pure(word.value):
            return truth(machine.evaluate(test))
        case ir.Call(function=ir.Name("isinstance"), arguments=(subject, kind)) if _is_pure(subject.value):
            return _isinstance(machine, machine.evaluate(subject.value), machine.evaluate(kind.value))
        case ir.Call():
            result = machine.evaluate(test)
            if result and all(isinstance(atom, Text) and _is_variable(atom) for atom in result):
                return truth(machine.tested(result))
            return truth(result) if result and all(_is_bool(atom) for atom in result) else None
    return None


def _comparison(machine: Machine, op: str, left: ir.Expr, right: ir.Expr) -> bool | None:
    sides = tuple(machine.evaluate(each) for each in (left, right))
    texts = tuple(_is_text(each) for each in sides)
    one, other = (machine.tested(each) for each in sides)
    if op in ("in", "not in") and _is_environment(other):
        found = _in_environment(machine, one)
        return found if op == "in" or found is None else not found
    if (_is_pure(left) and _is_pure(right)) or (texts[0] and (texts[1] or _is_pure(right))):
        return _compared(machine, op, one, other)
    return None


def _is_text(value: Value) -> bool:
    return all(isinstance(atom, Text) for atom in value)


def _is_variable(text: Text) -> bool:
    """Whether it is an environment variable, with or without a default."""
    return len(text.parts) == 1 and isinstance(text.parts[0], Variable)


def _is_environment(value: Value) -> bool:
    return value.only == External("os.environ")


def _in_environment(machine: Machine, names: Value) -> bool | None:
    words = names.literals or ()
    answers = {machine.is_set(word) for word in words}
    return answers.pop() if len(answers) == 1 else None


def _is_bool(atom: Atom) -> bool:
    return isinstance(atom, Constant) and isinstance(atom.value, bool)


def _is_pure(expr: ir.Expr) -> bool:
    match expr:
        case ir.Const() | ir.Name():
            return True
        case ir.Attr(value=inner):
            return _is_pure(inner)
        case ir.Index(value=inner, key=key):
            return _is_pure(inner) and _is_pure(key)
        case ir.Build(items=items):
            return all(_is_pure(item) for item in items)
    return False


def _both(op: str, left: bool | None, right: bool | None) -> bool | None:
    deciding = op == "or"
    if deciding in (left, right):
        return deciding
    return None if None in (left, right) else not deciding


def truth(value: Value) -> bool | None:
    """Whether every atom is true, every atom is false, or neither."""
    answers = {_atom_truth(atom) for atom in value}
    return answers.pop() if len(answers) == 1 else None


def _atom_truth(atom: Atom) -> bool | None:
    match atom:
        case Constant(value=plain):
            return bool(plain)
        case Text(parts=parts):
            if not parts:
                return False
            return True if _is_filled(parts) else None
        case Object(type=kind, key=key):
            return None if kind in _DATA and _PRESENT not in key[2] else True
        case Function() | Class() | Module():
            return True
    return None


def _is_filled(parts: tuple[Part, ...]) -> bool:
    """Whether a text of these parts is never empty."""
    return any(isinstance(part, Lit) or part == Hole(SET_BY_HOST) for part in parts)


def _compared(machine: Machine, op: str, left: Value, right: Value) -> bool | None:
    if op in ("in", "not in"):
        answer = _contained(machine, left, right)
        return answer if op == "in" or answer is None else not answer
    same = _identical if op in ("is", "is not") else _equal
    answers = {same(a, b) for a in left for b in right} or {None}
    answer = answers.pop() if len(answers) == 1 else None
    if op in ("==", "is"):
        return answer
    if op in ("!=", "is not"):
        return None if answer is None else not answer
    return None


def _contained(machine: Machine, left: Value, right: Value) -> bool | None:
    only = right.only
    if not isinstance(only, Sequence) or only.kind == "generator":
        return None
    items, more = machine.unpacked(right, NOWHERE)
    if more is not None:
        return None
    answers = [{_equal(a, b) for a in left for b in item} for item in items]
    if all(answer == {False} for answer in answers):
        return False
    return True if len(left) == 1 and any(answer == {True} for answer in answers) else None


def _equal(left: Atom, right: Atom) -> bool | None:
    """Whether two atoms stand for equal values in every run."""
    if isinstance(left, Text) and isinstance(right, Text):
        if left.literal is not None and right.literal is not None:
            return left.literal == right.literal
        return _cannot_match(left, right)
    if isinstance(left, Constant) and isinstance(right, Constant):
        return left.value == right.value
    if _is_definite(left) and _is_definite(right) and type(left) is not type(right):
        return False
    if isinstance(left, Function | Class | Module) and left == right:
        return True
    return None


def _identical(left: Atom, right: Atom) -> bool | None:
    """Whether two atoms stand for one object in every run: an instance is never None, whatever it equals."""
    if isinstance(left, Instance | Member) and right in NONE:
        return False
    return _equal(left, right)


def _cannot_match(left: Text, right: Text) -> bool | None:
    pattern, word = (left, right.literal) if right.literal is not None else (right, left.literal)
    if word is None or not pattern.parts:
        return None
    head, tail = pattern.parts[0], pattern.parts[-1]
    if isinstance(head, Lit) and not word.startswith(head.value):
        return False
    if isinstance(tail, Lit) and not word.endswith(tail.value):
        return False
    return None


def _is_definite(atom: Atom) -> bool:
    if isinstance(atom, Text):
        return _is_filled(atom.parts)
    if isinstance(atom, Unknown | EventRoot | Typed | External | Instance | Member):
        return False  # an instance may say itself what it equals, as members of a str Enum do
    return not (isinstance(atom, Object) and atom.type in _DATA)


def _isinstance(machine: Machine, subject: Value, kinds: Value) -> bool | None:
    answers = {_is_one_of(machine, atom, kinds) for atom in subject} or {None}
    return answers.pop() if len(answers) == 1 else None


def _is_one_of(machine: Machine, atom: Atom, kinds: Value) -> bool | None:
    """Whether it is of one of the types, which a tuple lists; several atoms are a choice that is not known."""
    answers: set[bool | None] = set()
    for kind in kinds:
        one_of, more = (
            machine.unpacked(Value((kind,)), NOWHERE) if isinstance(kind, Sequence) else ((Value((kind,)),), None)
        )
        found = {is_kind(machine, atom, each) for one in one_of for each in one}
        several = more is not None or any(len(one) != 1 for one in one_of)
        answers.add(None if several else True if True in found else None if None in found else False)
    return answers.pop() if len(answers) == 1 else None


def is_kind(machine: Machine, atom: Atom, kind: Atom) -> bool | None:
    """Whether an atom is an instance of a class of the scanned code, or of one of Python's own plain types."""
    if isinstance(kind, Class):
        return _descends(machine, atom, kind)
    if not isinstance(kind, External) or not kind.name.startswith("builtins."):
        return None
    name = kind.name.removeprefix("builtins.")
    wanted = _BUILTIN_TYPES.get(name)
    if isinstance(atom, Instance):
        return _inherits(machine, atom, kind)
    if wanted is None or not isinstance(atom, Text | Record | Sequence | Constant | Function):
        return None
    if wanted is Sequence and isinstance(atom, Sequence):
        return atom.kind == name
    if wanted is Constant and isinstance(atom, Constant):
        return atom.type == name or (name, atom.type) == ("int", "bool")
    return isinstance(atom, wanted)


def _descends(machine: Machine, atom: Atom, kind: Class) -> bool | None:
    """Whether it is an instance of a class of the scanned code; one that may say itself what its instances are, says nothing."""
    above = classes.mro(machine, kind)
    if any(machine.heap.read(one, "keyword:metaclass") is not None for one in above):
        return None
    if any(one.name in _LENIENT for one in above) or kind.key.module in machine.models:
        return None
    if isinstance(atom, Instance | Member):
        return _inherits(machine, atom, kind)
    plain = isinstance(atom, _PLAIN) and all(isinstance(one, Class) or one.name == "builtins.object" for one in above)
    return False if plain or atom in NONE else None


def _inherits(machine: Machine, atom: Instance | Member, kind: Class | External) -> bool | None:
    lineage = classes.mro(machine, atom.cls)
    if kind in lineage:
        return True if all(classes.is_settled(machine, one) for one in lineage) else None
    names = {one.name for one in lineage}
    vague = kind.name in names or any(name.startswith("?") for name in names) or _is_handed(atom)
    return None if vague else False


def _is_handed(atom: Atom) -> bool:
    """Whether code that is not seen hands the instance over: it may be one of a subclass."""
    return isinstance(atom, Instance) and atom.key.role.startswith("handed:")


def narrowed(machine: Machine, test: ir.Expr, *, truth: bool) -> Env | None:
    """The current locals, with what the test tells about them if it comes out as ``truth``."""
    env = machine.frame.env
    if env is None:
        return None
    result = dict(env)
    _narrow(machine, result, test, truth)
    return result


def _narrow(machine: Machine, env: Env, test: ir.Expr, truth: bool) -> None:
    match test:
        case ir.Name(name) if name in env:
            env[name] = _filtered(env[name], lambda atom: _atom_truth(atom) is not (not truth))
        case ir.Unary(op="not", value=inner):
            _narrow(machine, env, inner, not truth)
        case ir.Short(op=op, left=left, right=right) if (op == "and") is truth:
            _narrow(machine, env, left, truth)
            _narrow(machine, env, right, truth)
        case ir.Walrus(name=name) if name in env:
            _narrow(machine, env, ir.Name(name), truth)
        case ir.Compare(left=ir.Name(name), rest=((op, right),)) if name in env and _is_pure(right):
            env[name] = _compare_narrowed(machine, env[name], op, machine.evaluate(right), truth)
        case ir.Call(function=ir.Name("isinstance"), arguments=(subject, kind)):
            if isinstance(subject.value, ir.Name) and subject.value.id in env:
                kinds = machine.evaluate(kind.value)
                name = subject.value.id
                env[name] = _filtered(
                    env[name], lambda atom: _isinstance(machine, Value((atom,)), kinds) is not (not truth)
                )


def _filtered(value: Value, keep: object) -> Value:
    kept = tuple(atom for atom in value if keep(atom))  # type: ignore[operator]
    return Value(kept) if kept and len(kept) < len(value) else value


def _compare_narrowed(machine: Machine, value: Value, op: str, right: Value, truth: bool) -> Value:
    positive = op in ("==", "is", "in")
    if op in ("in", "not in"):
        items, more = machine.unpacked(right, NOWHERE) if isinstance(right.only, Sequence) else ((), Value(()))
        if more is not None:
            return value
        right = join_all(items)
    elif op not in ("==", "is", "!=", "is not"):
        return value
    if positive is not truth:
        single = right.only
        return value if single is None else _filtered(value, lambda atom: _equal(atom, single) is not True)
    kept = _filtered(value, lambda atom: any(_equal(atom, other) is not False for other in right))
    vague = any(isinstance(atom, Unknown | EventRoot) or (isinstance(atom, Text) and atom.has_hole) for atom in kept)
    if vague and right.literals:
        return join_all((Value(tuple(a for a in kept if isinstance(a, Text) and a.literal is not None)), right))
    return kept
