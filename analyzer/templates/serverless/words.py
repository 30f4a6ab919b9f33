"""What a string of serverless.yml becomes: plain text, and names of values that only a deployment knows."""

import re
from collections.abc import Iterable

from msgspec import Struct

from analyzer.core import Ref, Span, Text
from analyzer.templates.model import Entry, Mapping, Scalar

_HASH = re.compile(r"#\{([A-Za-z0-9:.]+)\}")
REGION = "AWS::Region"
ACCOUNT = "AWS::AccountId"
STAGE = "sls:stage"


class Symbol(Struct, frozen=True):
    """A value that is not known here: ``name`` is what stands in its ``${}``, ``default`` what it is unless said otherwise.

    ``construct`` and ``output`` are set where a plugin's construct gives it.
    """

    name: str
    default: "Words | None" = None
    construct: str = ""
    output: str = ""

    @property
    def key(self) -> str:
        """The name by which patterns of ``Fn::Sub`` refer to it: no braces."""
        return self.name.replace("{", "(").replace("}", ")").replace("$(", "(").removeprefix("!")

    @property
    def text(self) -> Text:
        """The text that is this value."""
        if self.construct:
            return Text((Ref(self.construct, f"construct:{self.output}"),))
        return Text((Ref(self.name),))


Words = tuple[str | Symbol, ...]


def joined(pieces: Iterable[Words | str]) -> Words:
    """Several pieces as one, plain texts fused."""
    out: list[str | Symbol] = []
    for piece in pieces:
        for word in (piece,) if isinstance(piece, str) else piece:
            if isinstance(word, str) and out and isinstance(out[-1], str):
                out[-1] += word
            elif word != "":
                out.append(word)
    return tuple(out)


def literal(words: Words) -> str | None:
    """The string, where every part of it is known whatever is deployed."""
    return "".join(map(str, words)) if all(isinstance(word, str) for word in words) else None


def concrete(words: Words, depth: int = 10) -> str | None:
    """The string of a deployment that says nothing: defaults in the places of symbols; None where one has none."""
    out: list[str] = []
    for word in words:
        if isinstance(word, str):
            out.append(word)
            continue
        known = concrete(word.default, depth - 1) if word.default is not None and depth else None
        if known is None:
            return None
        out.append(known)
    return "".join(out)


def pattern(words: Words) -> str:
    """The words as part of a ``Fn::Sub`` pattern that is already one: plain text stays as it is."""
    return "".join(word if isinstance(word, str) else f"${{{word.key}}}" for word in words)


class Composed(Mapping, frozen=True, tag="composed"):
    """``Fn::Sub`` that stands for a string of the document, which has variables and no function of its own."""


def node_of(words: Words, span: Span, line: int = 0, *, pseudo: bool = False) -> Scalar | Mapping:
    """The node that evaluates to the words: a plain string, or ``Fn::Sub`` where symbols stand in it.

    ``pseudo``: ``#{Name}`` is a reference.
    """
    plain = literal(words)
    if plain is not None and not (pseudo and _HASH.search(plain)):
        return Scalar(plain, span, plain, line or span.line)
    text = pattern(tuple(_escaped(word, pseudo=pseudo) for word in words))
    return Composed((Entry("Fn::Sub", Scalar(text, span, text, line or span.line), span),), span)


def _escaped(word: "str | Symbol", *, pseudo: bool) -> "str | Symbol":
    if isinstance(word, Symbol):
        return word
    word = word.replace("${", "${!")
    return _HASH.sub(r"${\1}", word) if pseudo else word


def is_plain(node: object) -> bool:
    """Whether the document has a string here, variables or not."""
    return isinstance(node, Scalar | Composed)
