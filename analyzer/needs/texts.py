"""Operations on texts that keep references whole: splitting, prefixes, wildcards for what is not known."""

from itertools import islice, product

from analyzer.core import Env, Event, Hole, Lit, Part, Ref, Text

WILD = Text((Lit("*"),))
MOST = 32  # variations of one argument; more are one wildcard


def starred(text: Text) -> Text:
    """The text with ``*`` for every part that can be any string."""
    if all(isinstance(part, Lit | Ref) for part in text.parts):
        return text
    pieces: list[Part | str] = []
    for part in text.parts:
        if not isinstance(part, Hole | Event | Env):
            pieces.append(part)
        elif not pieces or pieces[-1] != "*":
            pieces.append("*")
    return Text.of(*pieces)


def has_wildcard(text: Text) -> bool:
    """Whether a literal of the text holds an IAM wildcard."""
    return any(isinstance(part, Lit) and ("*" in part.value or "?" in part.value) for part in text.parts)


def is_wild(text: Text) -> bool:
    """Whether nothing is known of the text."""
    return text == WILD or (bool(text.parts) and all(isinstance(part, Hole | Event) for part in text.parts))


def ends_wild(text: Text) -> bool:
    """Whether the text ends in what can be any string."""
    last = text.parts[-1] if text.parts else None
    return isinstance(last, Hole | Event) or (isinstance(last, Lit) and last.value.endswith("*"))


def starts_with(text: Text, prefix: str) -> bool:
    """Whether the text begins with these characters for certain."""
    first = text.parts[0] if text.parts else None
    return isinstance(first, Lit) and first.value.startswith(prefix)


def without_prefix(text: Text, prefix: str) -> Text:
    """The text less this prefix, unchanged where it does not begin with it."""
    first = text.parts[0] if text.parts else None
    if not isinstance(first, Lit) or not first.value.startswith(prefix):
        return text
    return Text.of(first.value[len(prefix) :], *text.parts[1:])


def without_suffix(text: Text, suffix: str) -> Text:
    """The text less this suffix, unchanged where it does not end with it."""
    last = text.parts[-1] if text.parts else None
    if not isinstance(last, Lit) or not last.value.endswith(suffix):
        return text
    return Text.of(*text.parts[:-1], last.value[: -len(suffix)])


def rest_after(text: Text, head: Text) -> Text | None:
    """What follows ``head`` in a text that begins with it, else None."""
    if not head.parts:
        return text
    *whole, last = head.parts
    count = len(whole)
    if text.parts[:count] != tuple(whole) or len(text.parts) <= count:
        return None
    part, tail = text.parts[count], text.parts[count + 1 :]
    if part == last:
        return Text.of(*tail)
    if isinstance(part, Lit) and isinstance(last, Lit) and part.value.startswith(last.value):
        return Text.of(part.value[len(last.value) :], *tail)
    return None


def split(text: Text, separator: str, most: int = -1) -> list[Text]:
    """The pieces between literal separators, at most ``most`` splits from the left."""
    pieces: list[list[Part | str]] = [[]]
    left = most
    for part in text.parts:
        if not isinstance(part, Lit):
            pieces[-1].append(part)
            continue
        chunks = part.value.split(separator, left)
        left -= len(chunks) - 1 if left > 0 else 0
        pieces[-1].append(chunks[0])
        pieces.extend([chunk] for chunk in chunks[1:])
    return [Text.of(*piece) for piece in pieces]


def single_ref(text: Text) -> Ref | None:
    """The reference that the text consists of, else None."""
    match text.parts:
        case (Ref() as only,):
            return only
    return None


def combinations(choices: list[tuple[Text, ...]]) -> list[tuple[Text, ...]]:
    """Every way to take one text of each choice; past ``MOST`` ways the largest choices become wildcards."""
    choices = [choice or (WILD,) for choice in choices]
    while len(list(islice(product(*choices), MOST + 1))) > MOST:
        largest = max(range(len(choices)), key=lambda index: (len(choices[index]), -index))
        choices[largest] = (WILD,)
    return list(product(*choices))
