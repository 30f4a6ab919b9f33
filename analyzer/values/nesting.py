"""Which names of a function live on in inner functions."""

from typing import Any

from msgspec import Struct

from analyzer.modules.model import ClassIR, FunctionIR


def nesting(function: FunctionIR) -> tuple[bool, frozenset[str]]:
    """Whether the function holds another function, lambda or class; the names that those rebind by ``nonlocal``."""
    found: set[str] = set()
    first = _inner(function)
    pending = list(first)
    while pending:
        inner = pending.pop()
        if isinstance(inner, FunctionIR):
            found.update(inner.nonlocals)
        pending.extend(_inner(inner))
    return bool(first), frozenset(found)


def _inner(owner: FunctionIR | ClassIR) -> tuple[FunctionIR | ClassIR, ...]:
    found: list[FunctionIR | ClassIR] = []
    pending: list[Any] = [owner.body]
    while pending:
        node = pending.pop()
        if isinstance(node, FunctionIR | ClassIR):
            found.append(node)
        elif isinstance(node, tuple):
            pending.extend(node)
        elif isinstance(node, Struct):
            pending.extend(getattr(node, name) for name in node.__struct_fields__)
    return tuple(found)
