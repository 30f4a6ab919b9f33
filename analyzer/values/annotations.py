"""Annotations: the type they give to a value that is otherwise not known."""

from analyzer.modules import model as ir
from analyzer.values.machine import Machine
from analyzer.values.model import NOTHING, Class, External, Unknown, Value, join, join_all

_WRAPPERS = {
    "Optional", "Union", "Annotated", "Final", "ClassVar", "Required", "NotRequired", "Awaitable", "Coroutine",
}  # fmt: skip


def annotated(machine: Machine, annotation: ir.Expr) -> Value:
    """What a value of this annotation is, as far as libraries tell; nothing otherwise."""
    match annotation:
        case ir.Index(value=owner, key=key):
            if _last_name(owner) in _WRAPPERS:
                inner = key.items if isinstance(key, ir.Build) else (key,)
                return join_all(annotated(machine, each) for each in inner)
            return NOTHING
        case ir.Binary(op="|", left=left, right=right):
            return join(annotated(machine, left), annotated(machine, right))
        case ir.Name() | ir.Attr():
            names = _names(machine, annotation)
            return (machine.externals.annotated(names) if names else None) or NOTHING
    return NOTHING


def _last_name(expr: ir.Expr) -> str:
    match expr:
        case ir.Name(name):
            return name
        case ir.Attr(name=name):
            return name
    return ""


def _names(machine: Machine, expr: ir.Name | ir.Attr) -> tuple[str, ...]:
    written = dotted(expr)
    found = [atom.name for atom in machine.evaluate(expr) if isinstance(atom, External)]
    if any(isinstance(atom, Class) for atom in machine.evaluate(expr)):
        return ()
    return tuple(dict.fromkeys((*(name for name in found if not name.startswith("builtins.")), written)))


def dotted(expr: ir.Expr) -> str:
    """``a.b.c`` as written, empty for anything else."""
    match expr:
        case ir.Name(name):
            return name
        case ir.Attr(value=owner, name=name):
            return f"{dotted(owner)}.{name}"
    return ""


def with_annotation(machine: Machine, value: Value, annotation: ir.Expr) -> Value:
    """The value, its unknown part replaced by what the annotation says."""
    if not any(_is_vague(atom) for atom in value):
        return value
    known = annotated(machine, annotation)
    if not known:
        return value
    return join(Value(tuple(atom for atom in value if not _is_vague(atom))), known)


def _is_vague(atom: object) -> bool:
    """Whether nothing is known of a value: the result of a call outside the scanned code is such."""
    return isinstance(atom, Unknown) or (isinstance(atom, External) and "()" in atom.name)
