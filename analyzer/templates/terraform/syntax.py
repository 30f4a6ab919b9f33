"""What a Terraform file says, as written: blocks, attributes, expressions, each with its place.

Source: https://developer.hashicorp.com/terraform/language/syntax/configuration
"""

from msgspec import Struct

from analyzer.core import Span


class Piece(Struct, frozen=True):
    """Characters that stand one after another in a file, the first of them at line and column."""

    text: str
    path: str
    line: int
    column: int


class Literal(Struct, frozen=True):
    """A number, a truth value or ``null``."""

    value: int | float | bool | None
    span: Span


class Template(Struct, frozen=True):
    """A quoted string or a heredoc: characters, ``${…}`` and ``%{…}``, escapes already read."""

    parts: tuple["Part", ...]
    span: Span


class When(Struct, frozen=True):
    """``%{ if … }`` inside a template."""

    condition: "Expression"
    then: tuple["Part", ...]
    otherwise: tuple["Part", ...]


class Repeat(Struct, frozen=True):
    """``%{ for … }`` inside a template."""

    names: tuple[str, ...]
    collection: "Expression"
    body: tuple["Part", ...]


class Name(Struct, frozen=True):
    """The first word of a reference: ``var``, ``aws_s3_bucket``, ``each``, a variable of ``for``."""

    name: str
    span: Span


class Member(Struct, frozen=True):
    """``object.name``."""

    object: "Expression"
    name: str
    span: Span


class Index(Struct, frozen=True):
    """``object[key]``."""

    object: "Expression"
    key: "Expression"
    span: Span


class Splat(Struct, frozen=True):
    """``object[*]…``: ``each`` is what is asked of every element, which it calls ``*``."""

    object: "Expression"
    each: "Expression"
    span: Span


class Call(Struct, frozen=True):
    """``name(arguments)``; ``expand`` where the last one is followed by ``...``."""

    name: str
    arguments: tuple["Expression", ...]
    expand: bool
    span: Span


class ListOf(Struct, frozen=True):
    """``[a, b]``."""

    items: tuple["Expression", ...]
    span: Span


class MapOf(Struct, frozen=True):
    """``{ key = value }``."""

    items: tuple[tuple["Expression", "Expression"], ...]
    span: Span


class For(Struct, frozen=True):
    """``[for …]``, or ``{for …}`` where ``key`` is given; ``grouped`` for ``value...``."""

    names: tuple[str, ...]
    collection: "Expression"
    key: "Expression | None"
    value: "Expression"
    condition: "Expression | None"
    grouped: bool
    span: Span


class Conditional(Struct, frozen=True):
    """``condition ? then : otherwise``."""

    condition: "Expression"
    then: "Expression"
    otherwise: "Expression"
    span: Span


class Operation(Struct, frozen=True):
    """``left operator right``; one operand for ``!`` and the sign."""

    operator: str
    operands: tuple["Expression", ...]
    span: Span


class Bad(Struct, frozen=True):
    """An expression that cannot be read, and why."""

    why: str
    span: Span


Expression = (
    Literal | Template | Name | Member | Index | Splat | Call | ListOf | MapOf | For | Conditional | Operation | Bad
)
Part = Piece | Expression | When | Repeat


class Attribute(Struct, frozen=True):
    """``name = value``; ``span`` is the place of the name."""

    name: str
    value: Expression
    span: Span


class Block(Struct, frozen=True):
    """``type "label" { … }``; ``span`` is the place of its first line, ``whole`` goes to its closing brace."""

    type: str
    labels: tuple[str, ...]
    body: "Body"
    span: Span
    whole: Span


class Body(Struct, frozen=True):
    """Attributes and blocks in file order."""

    attributes: tuple[Attribute, ...] = ()
    blocks: tuple[Block, ...] = ()

    def get(self, name: str) -> Expression | None:
        """The value of an attribute, or None."""
        return next((one.value for one in self.attributes if one.name == name), None)
