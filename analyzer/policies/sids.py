"""Statement ids that say what a statement is for.

A Sid holds letters and digits only and is unique in its policy:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
"""

import re

from analyzer.core import Lit, Ref, Text
from analyzer.policies.pairs import Group

_WORDS = re.compile(r"[A-Za-z0-9]+")
_LONGEST = 64
_NAMED = 2  # a Sid names so many resources; of more it names the service alone


def sid(group: Group, resources: tuple[tuple[Text, str | None], ...]) -> str:
    """The id of a statement: ``DynamodbOrders``, ``EventSourceSQS``, ``Logs``, ``PossibleS3``."""
    match group.kind:
        case "event-source":
            words = [word for word in _WORDS.findall(group.topic) if word.lower() not in {"event", "source"}]
            name = "EventSource" + _camel(words)
        case "runtime":
            name = _camel(_WORDS.findall(group.topic)) or "Runtime"
        case "call":
            name = _camel(_WORDS.findall(group.topic)) + _named(resources)
    return ("Possible" if group.possible else "") + name[:_LONGEST]


def unique(names: list[str]) -> list[str]:
    """The names with a number behind each that stood there before."""
    taken: set[str] = set()
    out: list[str] = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            number += 1
            candidate = f"{name}{number}"
        taken.add(candidate)
        out.append(candidate)
    return out


def _camel(words: list[str]) -> str:
    return "".join(word[0].upper() + word[1:] for word in words)


def _named(resources: tuple[tuple[Text, str | None], ...]) -> str:
    names = dict.fromkeys(_camel(_WORDS.findall(_name(text, logical_id))) for text, logical_id in resources)
    known = [name for name in names if name]
    return "".join(known) if len(known) <= _NAMED else ""


def _name(text: Text, logical_id: str | None) -> str:
    """What the resource is called: its id in the template, a reference in its ARN, or the ARN's last name."""
    references = [part.logical_id for part in text.parts if isinstance(part, Ref) and "::" not in part.logical_id]
    identity = logical_id or (references[-1] if references else "")
    return identity.partition("[")[0].rpartition(".")[2] or _literal_name(text)


def _literal_name(text: Text) -> str:
    """The name that an ARN ends with, as far as it is written out: ``jobs`` of ``arn:aws:sqs:…:jobs``."""
    last = text.parts[-1] if text.parts else None
    if not isinstance(last, Lit):
        return ""
    resource = last.value.rpartition(":")[2]
    names = [piece for piece in resource.split("/") if _WORDS.search(piece) and "*" not in piece]
    return names[-1] if names else ""
