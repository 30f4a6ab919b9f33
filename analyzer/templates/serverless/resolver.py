"""Variables replaced all over a document; every node keeps the place where a reader finds it.

A variable that stands alone becomes what it names, a list or a mapping too, with the places of the
definition.  In a longer string, and where it names a string, the place is that of its use.
"""

from typing import Any

from msgspec import Struct

from analyzer.core import Problem, Span
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence
from analyzer.templates.serverless.syntax import Literal, Pieces, Source, Variable, parse
from analyzer.templates.serverless.words import Symbol, Words, concrete, joined, node_of, pattern

MAX_DEPTH = 60  # containers and variables together; the interpreter's own stack must hold
MAX_STEPS = 200_000
MAX_TEXT = 100_000
SYMBOL_SIZE = 100  # what a reference counts


class Target(Struct, frozen=True):
    """What a source leads to: a node that is not resolved yet.  ``by_stage`` where another stage may have another."""

    node: Node
    by_stage: bool = False


class Unknown(Struct, frozen=True):
    """A source whose value cannot be known here: a service's answer, the result of a program."""


class Missing(Struct, frozen=True):
    """A source that has no value: the next one counts."""


class Option(Struct, frozen=True):
    """A source that only the command line fills: ``words`` where it does not, unless the fallback says otherwise."""

    words: Words


Answer = Target | Words | Unknown | Missing | Option


class Sources:
    """Where variables get their values from; see ``sources``."""

    def answer(self, source: Source, resolver: "Resolver") -> Answer:
        """What a source gives."""
        raise NotImplementedError


class Resolver:
    """One document's variables.  ``symbols`` are all that stayed unknown, ``problems`` what was wrong.

    ``pseudo`` says that ``#{AWS::Region}`` is a reference too, as a plugin has it; ``provisional`` is above
    zero while the stage itself is being found, so that what is found then is not kept.
    """

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.symbols: dict[str, Symbol] = {}
        self.problems: list[Problem] = []
        self.pseudo = False
        self.provisional = 0
        self._steps = 0
        self._active: list[int] = []
        self._known: dict[int, tuple[Scalar, Words | Node]] = {}
        self._cycles = 0

    # ------------------------------------------------------------ nodes
    def section(self, node: Node) -> Node:
        """A section of the document without variables, with a bound of its own."""
        self._steps = 0
        return self.resolve(node)

    def resolve(self, node: Node, *, inside: bool = False) -> Node:
        """The node without variables; ``inside``: it is the pattern of a ``Fn::Sub``."""
        self._steps += 1
        if self._steps > MAX_STEPS or len(self._active) >= MAX_DEPTH or id(node) in self._active:
            return self._given_up(node)
        if isinstance(node, Scalar):
            return self._scalar(node, inside=inside)
        self._active.append(id(node))
        try:
            if isinstance(node, Mapping):
                return Mapping(tuple(self._entry(entry) for entry in node.entries), node.span)
            return Sequence(tuple(self.resolve(item) for item in node.items), node.span)
        finally:
            self._active.pop()

    def _entry(self, entry: Entry) -> Entry:
        key = entry.key
        if "${" in key:
            key = pattern(self.words_of(parse(key), entry.span))
        if entry.key != "Fn::Sub":
            return Entry(key, self.resolve(entry.value), entry.span)
        if isinstance(entry.value, Sequence) and entry.value.items:
            first, *others = entry.value.items
            items = (self.resolve(first, inside=True), *(self.resolve(other) for other in others))
            return Entry(key, Sequence(items, entry.value.span), entry.span)
        return Entry(key, self.resolve(entry.value, inside=True), entry.span)

    def _scalar(self, node: Scalar, *, inside: bool) -> Node:
        if not isinstance(node.value, str) or not ("${" in node.text or self.pseudo):
            return node
        found = self.guarded(node)
        if not isinstance(found, tuple):
            resolved = self.resolve(found)
            return _moved(resolved, node) if isinstance(resolved, Scalar) else resolved
        if inside:
            text = pattern(found)
            return Scalar(text, node.span, text, node.line)
        return node_of(found, node.span, node.line, pseudo=self.pseudo)

    def _given_up(self, node: Node) -> Node:
        if isinstance(node, Scalar):
            if "${" in node.text and isinstance(node.value, str):
                self._problem(node.span, f"{_short(node.text)} refers to itself, or too deep; it was left as it is")
                return node_of(
                    (self.symbol(Symbol(_short(node.text.removeprefix("${").removesuffix("}")))),), node.span
                )
            return node
        self._problem(node.span, "variables are nested too deep here, or without end; the rest was left out")
        return Scalar(None, node.span)

    def _problem(self, span: Span, message: str) -> None:
        problem = Problem("unresolved-variable", span, message)
        if problem not in self.problems:
            self.problems.append(problem)

    # ------------------------------------------------------------ strings
    def opened(self, node: Scalar) -> Words | Node:
        """The words of a string; the node that it names where a variable stands alone and names no string."""
        pieces = parse(node.text)
        if len(pieces) == 1 and isinstance(only := pieces[0], Variable):
            return self._value(only, node.span)
        return self.words_of(pieces, node.span)

    def words_of(self, pieces: Pieces, span: Span) -> Words:
        """The words of a parsed string."""
        found: list[Words | str] = []
        size = 0
        for piece in pieces:
            words: Words = (piece,) if isinstance(piece, str) else self._text(piece, span)
            size += sum(len(word) if isinstance(word, str) else SYMBOL_SIZE for word in words)
            if size > MAX_TEXT:
                return (self.symbol(Symbol("self:too-long")),)
            found.append(words)
        return joined(found)

    def node_words(self, node: Node) -> Words | None:
        """The words of a scalar that is not resolved yet; None for lists, mappings and nothing."""
        if not isinstance(node, Scalar) or node.value is None:
            return None
        if not isinstance(node.value, str) or "${" not in node.text:
            return (node.text,) if node.text else ()
        found = self.guarded(node)
        return found if isinstance(found, tuple) else self.node_words(found)

    def guarded(self, node: Scalar) -> Words | Node:
        """What ``opened`` gives, a symbol where the string is being opened already."""
        if id(node) in self._known:
            return self._known[id(node)][1]
        if id(node) in self._active or len(self._active) >= MAX_DEPTH:
            self._cycles += 1
            self._problem(node.span, f"{_short(node.text)} refers to itself, or too deep; it was left as it is")
            return (self.symbol(Symbol(_short(node.text.removeprefix("${").removesuffix("}")))),)
        self._active.append(id(node))
        cycles = self._cycles
        try:
            found = self.opened(node)
        finally:
            self._active.pop()
        if cycles == self._cycles and not self.provisional:
            self._known[id(node)] = (node, found)  # the node is kept, so that no other can have its id
        return found

    def symbol(self, symbol: Symbol) -> Symbol:
        """The symbol, noted as one that the document uses."""
        self.symbols.setdefault(symbol.key, symbol)
        return symbol

    def _text(self, variable: Variable, span: Span) -> Words:
        """A variable in a longer string."""
        found = self._value(variable, span)
        words = found if isinstance(found, tuple) else self.node_words(found)
        return words if words is not None else (self.symbol(Symbol(self.name(variable, span))),)

    def _value(self, variable: Variable, span: Span) -> Words | Node:
        """The first source that has a value: words, or a node that is not resolved yet."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            return (self.symbol(Symbol(variable.text)),)
        for index, source in enumerate(variable.sources):
            answer = self._answer(source, span)
            match answer:
                case Option(words):
                    return self._option(words, variable, index, span)
                case Missing():
                    continue
                case Unknown():
                    break
                case Target(node, by_stage):
                    named = self.node_words(node) if isinstance(node, Scalar) and isinstance(node.value, str) else None
                    if named is None:
                        return node
                    return (self.symbol(Symbol(self.name(variable, span), named)),) if by_stage else named
                case _:
                    return answer
        return (self.symbol(Symbol(self.name(variable, span))),)

    def _option(self, words: Words, variable: Variable, index: int, span: Span) -> Words | Node:
        """What an option is without a command line: the service's own value, or another one that the fallback says."""
        rest = variable.sources[index + 1 :]
        if not rest:
            return words
        other = self._value(Variable(rest, variable.text), span)
        if not isinstance(other, tuple):
            return other
        known = concrete(other)
        if known is None or known == concrete(words):
            return words
        return (self.symbol(Symbol(self.name(variable, span), other)),)

    def _answer(self, source: Source | Literal | Variable, span: Span) -> Answer:
        match source:
            case Literal(None):
                return Missing()
            case Literal(str(text)):
                return (text,) if text else ()
            case Literal(value):
                return Target(_plain(value, span))
            case Variable():
                found = self._value(source, span)
                return found if isinstance(found, tuple) else Target(found)
        return self.sources.answer(source, self)

    def name(self, variable: Variable, span: Span) -> str:
        """What stands in the braces of a variable, the variables in it resolved as far as they can be."""
        found: list[str] = []
        for piece in parse(variable.text):
            words: Words = (piece,) if isinstance(piece, str) else self._text(piece, span)
            found.extend(word if isinstance(word, str) else f"${{{word.name}}}" for word in words)
        return "".join(found)


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200]}…"


def _moved(node: Scalar, place: Scalar) -> Scalar:
    """A scalar at the place where it is used."""
    return Scalar(node.value, place.span, node.text, place.line)


def _plain(value: Any, span: Span) -> Scalar:
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return Scalar(value, span, text, span.line)
