"""Frames: the local state of one function, class body or module that is being run."""

from analyzer.core import Span
from analyzer.modules.model import FunctionIR
from analyzer.values.model import NOTHING, Class, Function, Value, join

Env = dict[str, Value]

MAX_TURNS = 2


class Frame:
    """One activation.  ``env`` holds the flow-sensitive locals, None where control cannot come.

    ``shared`` are the names that live in closure cells instead, because an inner function rebinds
    them; with ``writes_through`` every binding is copied to the cells for inner functions to read.
    ``turn`` says which element of a short table a loop is at, so that what is made in each turn stays apart.
    ``shown`` is set while a library's model runs: the place in the scanned code that all it does counts for.
    """

    def __init__(
        self, kind: str, module: str, context: int, node: str, *, function: Function | None = None,
        ir: FunctionIR | None = None, cls: Class | None = None,
    ) -> None:  # fmt: skip
        self.kind = kind
        self.module = module
        self.context = context
        self.node = node
        self.function = function
        self.ir = ir
        self.cls = cls
        self.env: Env | None = {}
        self.last: Env | None = None
        self.receiver: Value = NOTHING
        self.shown: Span | None = None
        self.parent = -1
        self.region = 0
        self.at = -1
        self.turn = ""
        self.returned: Value = NOTHING
        self.yielded: Value = NOTHING
        self.raised: Value = NOTHING
        self.writes_through = False
        self.shared: frozenset[str] = frozenset()
        self.globals: frozenset[str] = frozenset()
        self.nonlocals: frozenset[str] = frozenset()
        self.breaks: list[Env] = []
        self.continues: list[Env] = []
        self.handlers: list[list[Env]] = []
        self.optional = 0  # how many of the tries that are open do without what cannot be imported


class Closure:
    """What an inner function needs of the frame it was made in."""

    def __init__(self, names: frozenset[str], parent: int) -> None:
        self.names = names
        self.parent = parent


def turn(outer: str, index: int) -> str:
    """The turn of a loop inside another's: two loops deep, past that what is made is not told apart."""
    return f"{outer}#{index}" if outer.count("#") < MAX_TURNS else outer


def join_envs(left: Env | None, right: Env | None) -> Env | None:
    """The state after two branches meet; None is a branch that does not get here."""
    if left is None:
        return right
    if right is None or left is right:
        return left
    result = dict(left)
    for name, value in right.items():
        have = result.get(name)
        if have is None:
            result[name] = value
        elif have is not value:
            result[name] = join(have, value)
    return result


def same_envs(left: Env | None, right: Env | None) -> bool:
    """Whether two states are equal."""
    if left is None or right is None:
        return left is right
    return left.keys() == right.keys() and all(
        value is right[name] or value == right[name] for name, value in left.items()
    )
