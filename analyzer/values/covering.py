"""Patterns that cover several texts, where a value would hold too many of them."""

from typing import Any

from analyzer.core import Hole, Lit, Text

MAX_TEXTS = 24
WIDENED = Hole("widened")


def starts_and_rest(old: list[Text], texts: list[Text]) -> list[Text]:
    """One pattern for the texts, but what a loop or a recursion starts with stays apart from what it makes of it."""
    starts = [text for text in old if text.literal is not None]
    if len(starts) == len(old) or len(starts) > MAX_TEXTS // 2:
        return [covering(texts)]
    return [*starts, covering([text for text in texts if text not in starts])]


def without_absorbed(texts: list[Text]) -> list[Text]:
    """The texts less those that a widened one covers; of widened ones there is one."""
    widened = [text for text in texts if WIDENED in text.parts]
    if not widened or len(texts) == 1:
        return texts
    whole = covering(widened) if len(widened) > 1 else widened[0]
    return [*(text for text in texts if WIDENED not in text.parts and covering([whole, text]) != whole), whole]


def covering(texts: list[Text]) -> Text:
    """One pattern that covers all texts: common literal prefix, a hole, common suffix."""
    prefix = common_parts([text.parts for text in texts])
    suffix = common_parts([text.parts[::-1] for text in texts], backwards=True)
    shortest = min(len(str(text)) for text in texts)
    if sum(len(str(Text((part,)))) for part in (*prefix, *suffix)) > shortest:
        suffix = ()
    return Text.of(*prefix, WIDENED, *suffix[::-1])


def common_parts(rows: list[tuple[Any, ...]], *, backwards: bool = False) -> tuple[Any, ...]:
    """What all rows begin with alike; literals may agree in part, ``backwards`` from their ends."""
    out: list[Any] = []
    for column in zip(*rows, strict=False):
        first = column[0]
        if all(part == first for part in column):
            out.append(first)
            continue
        if all(isinstance(part, Lit) for part in column):
            shared = _shared([part.value[::-1] if backwards else part.value for part in column])
            if shared:
                out.append(Lit(shared[::-1] if backwards else shared))
        break
    return tuple(out)


def _shared(words: list[str]) -> str:
    low, high = min(words), max(words)
    for index, char in enumerate(low):
        if index >= len(high) or high[index] != char:
            return low[:index]
    return low
