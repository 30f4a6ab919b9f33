"""How things are called in messages."""

from collections import Counter
from collections.abc import Iterable, Sequence

from analyzer.core import Gap, Lit, Ref, Text
from analyzer.iam import Arn
from analyzer.needs.model import Need, NeedResource
from analyzer.rulebook import Rulebook

_LEVELS = ("List", "Read", "Write", "Tagging", "Permissions management")
_FEW = 4
_SERVICE = 2
# Causes of needs that no call shows, as ``needs.baseline`` names them.
_SIGNED = "http."
_CAUSES = {
    "logs": "its logs",
    "tracing": "X-Ray tracing",
    "vpc": "its VPC",
    "durable": "durable execution",
    "environment key": "the key of its environment variables",
    "dead-letter target": "its dead-letter target",
    "destination": "its destination",
    "failure destination": "its failure destination",
    "file system": "its file system",
}
_ARN_HEAD = 5  # arn, partition, service, region, account


def named(text: Text) -> str:
    """A resource as its owner calls it: ``Orders``, ``${Bucket}/*``, ``table/${Orders}/index/*``."""
    if text.literal == "":
        return "an empty resource"
    if not str(text).strip("*"):
        return "every resource"
    match text.parts:
        case (Ref(logical_id, attribute), *rest) if "::" not in logical_id:
            one = f".{attribute}" if attribute.lower().startswith("outputs") else ""  # a stack is not what it gives out
            return logical_id + one + str(Text.of(*rest))
        case (Lit(value), *_) if value.startswith("arn:"):
            pieces = _colons(text)
            if len(pieces) <= _ARN_HEAD:
                return str(text)
            if pieces[_ARN_HEAD].strip("*"):
                return pieces[_ARN_HEAD]
            # Without region and account only things are meant that have none.
            return f"every {pieces[_SERVICE]} resource" if all(pieces[_SERVICE + 1 : _ARN_HEAD]) else str(text)
    return str(text)


def everywhere(text: Text) -> str:
    """A granted resource with `` in every region and account`` where its ARN leaves these open."""
    arn = Arn.parse(text)
    if arn is None or str(text).count("*") == str(arn.resource).count("*"):
        return named(text)
    open_parts = [
        word
        for word, part in (("region", arn.region), ("account", arn.account))
        if part.literal and "*" in part.literal
    ]
    return named(text) + (f" in every {' and '.join(open_parts)}" if open_parts else "")


def reached(resource: NeedResource) -> str:
    """A needed resource as its owner calls it, with a word where the code does not tell which one it is."""
    name = named(resource.text)
    if resource.certainty != "any" or "*" not in name:
        return name
    told = name if any(letter.isalnum() for letter in name) else str(resource.text)
    return f"{told} (which one is not known)"


def cause(call: str) -> str:
    """Why something is needed: a call's own name, or what in the function's configuration asks for it."""
    first, _, rest = call.partition(" ")
    if first == "event" and rest:
        return f"its {rest} event source"
    if first == "layer" and rest:
        return f"its layer {rest}"
    if call.startswith(_SIGNED):
        return f"a signed request to {call.removeprefix(_SIGNED)}"
    return _CAUSES.get(call, call)


def listed(words: Iterable[str], most: int = _FEW, last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b, c and 5 more``."""
    once = list(dict.fromkeys(words))
    if len(once) > most + 1:
        once = [*once[:most], f"{len(once) - most} more"]
    return f" {last} ".join([", ".join(once[:-1]), once[-1]]) if len(once) > 1 else "".join(once)


def on(texts: Sequence[Text]) -> str:
    """`` on Orders``, or nothing where a statement names no resource."""
    names = [named(text) for text in texts]
    return f" on {listed(names)}" if names and not any(map(is_open, names)) else ""


def is_open(name: str) -> bool:
    """Whether a resource's name says no more than the type of it: ``every resource``, ``every fsx resource``, ``arn:aws:s3:::*``."""
    whole = name.startswith("arn:") and not name.rpartition(":")[2].strip("*")
    return whole or (name.startswith("every ") and name.endswith("resource"))


def counted(actions: Sequence[str], rulebook: Rulebook) -> str:
    """``163 actions (12 List, 98 Write)``: how much goes away, by access level."""
    if tuple(actions) == ("*",):
        return "every other action of every service"
    levels = Counter(rulebook.level(action) for action in actions)
    shown = ", ".join(f"{levels[level]} {level}" for level in _LEVELS if levels[level])
    number = plural(len(actions), "action")
    return f"{number} ({shown})" if shown else number


def verb(needs: Iterable[Need]) -> str:
    """``calls`` where the code does so, ``needs`` where Lambda or another service does it for the function."""
    return "calls" if all(need.origin in ("call", "library") for need in needs) else "needs"


def plural(count: int, word: str) -> str:
    """``1 action``, ``2 actions``."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def hidden(gaps: Sequence[Gap]) -> str:
    """Why nothing is certain: the first gap with its place, and how many more there are."""
    first = gaps[0]
    more = f" and {plural(len(gaps) - 1, 'gap')} more" if len(gaps) > 1 else ""
    return f"{first.detail} ({first.span.path}:{first.span.line}){more}"


def _colons(text: Text) -> list[str]:
    """The text split at the colons of its literals, at most into the six parts of an ARN."""
    pieces = [""]
    for part in text.parts:
        if not isinstance(part, Lit):
            pieces[-1] += str(Text((part,)))
            continue
        first, *rest = part.value.split(":", _ARN_HEAD + 1 - len(pieces)) if len(pieces) <= _ARN_HEAD else [part.value]
        pieces[-1] += first
        pieces += rest
    return pieces
