"""The expressions of the IR.  ``model`` re-exports them: import them from there.

They and the statements of ``model`` contain each other (a lambda is a function, a function has
statements); ``model`` puts ``FunctionIR`` into this module, where msgspec looks the name up.
"""

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from analyzer.modules.model import FunctionIR


class Const(Struct, frozen=True, tag="const", array_like=True):
    """A literal: str, int, float, bool, None; ``bytes`` are a str of Latin-1 with kind "bytes".

    ``kind`` is "ellipsis" for ``...`` and "complex" for numbers that JSON cannot say (value None).
    """

    value: str | int | float | bool | None
    kind: Literal["", "bytes", "ellipsis", "complex"] = ""


class Name(Struct, frozen=True, tag="name", array_like=True):
    """A name that is read."""

    id: str


class Attr(Struct, frozen=True, tag="attr", array_like=True):
    """``value.name``."""

    value: "Expr"
    name: str
    at: int


class Index(Struct, frozen=True, tag="index", array_like=True):
    """``value[key]``; the key of a slice is a ``Slice``, several keys are a tuple ``Build``."""

    value: "Expr"
    key: "Expr"
    at: int


class Slice(Struct, frozen=True, tag="slice", array_like=True):
    """``lower:upper:step``."""

    lower: "Expr | None"
    upper: "Expr | None"
    step: "Expr | None"


class Argument(Struct, frozen=True, array_like=True):
    """One argument: ``star`` is "*" or "**" for unpacking, ``keyword`` the name or empty."""

    value: "Expr"
    keyword: str = ""
    star: Literal["", "*", "**"] = ""


class Call(Struct, frozen=True, tag="call", array_like=True):
    """``function(arguments)``, arguments in source order."""

    function: "Expr"
    arguments: tuple[Argument, ...]
    at: int


class Star(Struct, frozen=True, tag="star", array_like=True):
    """``*value`` inside a display or a target."""

    value: "Expr"


class Build(Struct, frozen=True, tag="build", array_like=True):
    """A tuple, list or set display; items may be ``Star``."""

    kind: Literal["tuple", "list", "set"]
    items: tuple["Expr", ...]
    at: int


class Dict(Struct, frozen=True, tag="dict", array_like=True):
    """A dict display; a key of None is ``**value``."""

    items: tuple[tuple["Expr | None", "Expr"], ...]
    at: int


class Format(Struct, frozen=True, tag="format", array_like=True):
    """An f-string or implicit concatenation: strings and expressions in order.

    An expression with a format specification or conversion other than ``!s`` is wrapped in
    ``Spec`` so that the reader knows its text is not the value's own.
    """

    parts: tuple["Expr", ...]
    at: int


class Spec(Struct, frozen=True, tag="spec", array_like=True):
    """``{value!r:spec}`` inside an f-string."""

    value: "Expr"
    conversion: str
    spec: "Expr | None"


class Binary(Struct, frozen=True, tag="binary", array_like=True):
    """``left op right`` with the operator's Python sign: ``+ - * / // % @ ** << >> & | ^``."""

    op: str
    left: "Expr"
    right: "Expr"
    at: int


class Unary(Struct, frozen=True, tag="unary", array_like=True):
    """``not x``, ``-x``, ``+x``, ``~x``."""

    op: str
    value: "Expr"


class Compare(Struct, frozen=True, tag="compare", array_like=True):
    """A comparison chain: ``left op0 right0 op1 right1 …`` (``in``, ``not in``, ``is``, ``is not`` too)."""

    left: "Expr"
    rest: tuple[tuple[str, "Expr"], ...]


class Short(Struct, frozen=True, tag="short", array_like=True):
    """``left and right`` / ``left or right``."""

    op: Literal["and", "or"]
    left: "Expr"
    right: "Expr"


class Choice(Struct, frozen=True, tag="choice", array_like=True):
    """``then if test else other``."""

    test: "Expr"
    then: "Expr"
    other: "Expr"


class Lambda(Struct, frozen=True, tag="lambda", array_like=True):
    """A lambda; its function has name ``<lambda>`` and one ``Return``."""

    function: "FunctionIR"


class Generator(Struct, frozen=True, array_like=True):
    """``for target in iterable if …`` of a comprehension."""

    target: "Expr"
    iterable: "Expr"
    conditions: tuple["Expr", ...]
    is_async: bool = False


class Comprehension(Struct, frozen=True, tag="comprehension", array_like=True):
    """A comprehension; ``key`` is set for dicts only."""

    kind: Literal["list", "set", "dict", "generator"]
    element: "Expr"
    key: "Expr | None"
    generators: tuple[Generator, ...]
    at: int


class Await(Struct, frozen=True, tag="await", array_like=True):
    """``await value``."""

    value: "Expr"


class Yield(Struct, frozen=True, tag="yield", array_like=True):
    """``yield value`` or, with ``delegate``, ``yield from value``."""

    value: "Expr | None"
    delegate: bool = False


class Walrus(Struct, frozen=True, tag="walrus", array_like=True):
    """``(name := value)``."""

    name: str
    value: "Expr"


Expr = (
    Const | Name | Attr | Index | Slice | Call | Star | Build | Dict | Format | Spec | Binary | Unary | Compare
    | Short | Choice | Lambda | Comprehension | Await | Yield | Walrus
)  # fmt: skip
