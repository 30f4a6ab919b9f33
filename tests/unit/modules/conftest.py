"""Short ways to lower a text and to look into the result."""

from textwrap import dedent

import msgspec
import pytest

from analyzer.core import Problem
from analyzer.modules import lower


def lowered(text):
    ir = lower(dedent(text).encode(), "m.py")
    assert not isinstance(ir, Problem), ir
    return ir


def nodes_of(value):
    """Every struct inside a value, outer before inner, in field order."""
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, msgspec.Struct):
            yield node
            stack.extend(getattr(node, name) for name in reversed(node.__struct_fields__))
        elif isinstance(node, tuple):
            stack.extend(reversed(node))


@pytest.fixture
def module():
    """Text → ModuleIR."""
    return lowered


@pytest.fixture
def body():
    """Text → its statements."""
    return lambda text: lowered(text).body


@pytest.fixture
def statement():
    """Text → its only statement."""

    def only(text):
        (found,) = lowered(text).body
        return found

    return only


@pytest.fixture
def expression():
    """Text of an expression → the expression."""

    def only(text):
        (found,) = lowered("x = " + text).body
        return found.value

    return only


@pytest.fixture
def problem():
    """Bytes → the Problem that they are."""

    def refused(source):
        found = lower(source, "dir/m.py")
        assert isinstance(found, Problem), found
        assert found.code == "unparsable-code"
        assert found.span.path == "dir/m.py"
        return found

    return refused


@pytest.fixture
def nodes():
    """A part of an IR → every struct inside."""
    return nodes_of
