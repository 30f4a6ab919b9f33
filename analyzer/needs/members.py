"""Which input members of an operation fill the placeholders of an ARN, where no row says so: by their names alone.

Members and placeholders are compared word by word, less the words by which services differ (``DB``, plurals).  A
name never fills an id, nor an id a name, and where two members fit equally well neither is taken.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from analyzer.rulebook.arn_templates import placeholders
from analyzer.rulebook.rules_model import ArnType

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_KINDS = {"name": "name", "id": "id", "identifier": "any", "arn": "arn"}
_SAME = {"application": "app", "db": "", "config": "configuration", "env": "environment", "amazon": "", "aws": ""}
_BARE = (("resource",), ("relative",))
_ACRONYMS = re.compile(r"([A-Z]{2,})s$")
# Members that hold the ARN of a thing of whatever type the service has, and operations of which that is true.
_ANY = ("resourcearn", "resourceidentifier", "resource", "resourceid", "arn")
_ON_ANY = ("tag", "resourcepolic", "forresource", "resourceproperty")
# What members name that is no resource of the call's own: keys of tags, accounts, tokens, keys of encryption.
_ELSE = ("tagkey", "account", "awsaccount", "kmskey", "request", "clientrequest", "creatorrequest")
_SHORT = ("name", "id", "identifier", "resourceid", "resourcename")
_LOOSE = 7


class Words(Struct, frozen=True):
    """A name in words: what it is of (``db``, ``cluster``), and what of it (``name``, ``id``, ``arn`` or not told)."""

    base: tuple[str, ...]
    kind: str = ""

    @property
    def compact(self) -> str:
        """The words of the base as one."""
        return "".join(self.base)

    def ends(self) -> Iterator[str]:
        """Every ending of the base at a word's beginning, the whole one first."""
        return ("".join(self.base[at:]) for at in range(len(self.base)))


@lru_cache(maxsize=4096)
def words(name: str) -> Words:
    """The words of a member, a placeholder or a resource type; the last one is singular."""
    found = [word.lower() for word in _WORD.findall(_ACRONYMS.sub(r"\1", name))]
    if len(found) > 1 and found[-1] == "list":
        found.pop()
    if found:
        found[-1] = _singular(found[-1])
    kind = _KINDS[found.pop()] if found and found[-1] in _KINDS else ""
    if found:
        found[-1] = _singular(found[-1])
    return Words(tuple(word for word in (_SAME.get(word, word) for word in found) if word), kind)


def vague(known: Words) -> bool:
    """Whether a member names what is no resource of the call's own: an account, a token, the key of a tag."""
    return known.compact in _ELSE


def _wanted(placeholder: str) -> Words:
    """A placeholder's words; ``ResourceId`` says no more than ``Id``."""
    found = words(placeholder)
    return Words((), found.kind) if found.base in _BARE else found


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 2 and not word.endswith("ss") else word


class Asker(Struct, frozen=True):
    """What an operation gives: its name and input members, deeper ones by their paths; ``alone``: of one type only."""

    operation: str
    inputs: tuple[str, ...]
    alone: bool = False

    def concerns(self, kind: str, member: str) -> bool:
        """Whether a member called no more than ``Id`` is that of the type: what is made has the name that is given."""
        made = member == "name" and self.makes
        follows = bool(kind) and _subject(self.operation).startswith(kind)
        return is_about(self.operation, kind) or (not made and (follows or (self.alone and self.is_single)))

    @property
    def makes(self) -> bool:
        """Whether the operation makes something new."""
        return self.operation.startswith("Create")

    @property
    def is_single(self) -> bool:
        """Whether one member alone names something, and it is called no more than that."""
        naming = [known for member in self.inputs if "." not in member and (known := words(member)).kind]
        own = [known for known in naming if not vague(known)]
        return len(own) == 1 and own[0].base in ((), *_BARE)


def naming(placeholder: str, one: ArnType, asker: Asker) -> tuple[tuple[str, ...], ...]:
    """The members that may hold a placeholder's value, likeliest first; those that stand together are all meant."""
    own = placeholders(one.arn)
    taken = {other.lower() for other in own} - {placeholder.lower()}
    wanted = _wanted(placeholder)
    found: dict[int, list[str]] = {}
    for member in asker.inputs:
        known = words(_leaf(member))
        if not _alike(known.kind, wanted.kind) or member.lower() in taken or vague(known):
            continue
        rank = _rank(member, placeholder, kind_of(one), asker, is_last=placeholder == own[-1])
        if rank is not None and (rank < _LOOSE or placeholder == own[-1] or not _claimed(known, placeholder, own)):
            found.setdefault(rank, []).append(member)
    return tuple(tuple(members if rank >= _LOOSE else members[:1]) for rank, members in sorted(found.items()))


def _alike(member: str, wanted: str) -> bool:
    return member != "arn" and (member == wanted or member in ("", "any") or wanted in ("", "any"))


def _claimed(member: Words, placeholder: str, own: list[str]) -> bool:
    return any(member.compact in _wanted(other).ends() for other in own if other != placeholder)


def _leaf(member: str) -> str:
    """A deeper member's own name, with its owner's where it says too little: ``ProjectId`` of ``Project.Id``."""
    owner, _, leaf = member.rpartition(".")
    if not owner or words(leaf).base:
        return leaf
    return _capital("".join(words(owner.rpartition(".")[2].removesuffix("[]")).base)) + _capital(leaf)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _rank(member: str, placeholder: str, kind: str, asker: Asker, *, is_last: bool) -> int | None:
    """How well a member fits, 0 best; from ``_LOOSE`` on by a part of its words alone, deeper ones last."""
    known, wanted = words(_leaf(member)), _wanted(placeholder)
    name = "" if asker.is_single and known.base in _BARE else known.compact
    deeper = 3 if "." in member else 0
    if (wanted.base and name == wanted.compact) or (member.lower() == placeholder.lower() not in _SHORT):
        return deeper + (0 if known.kind or not wanted.kind else 1)
    if is_last and name == kind and (known.kind or is_about(asker.operation, kind)):
        return deeper + 2
    if deeper:
        return None
    if not name:
        about = (is_last or not wanted.base) and asker.concerns(kind, known.kind)
        return 6 if about or (not wanted.base and member.lower() == placeholder.lower() != "name") else None
    if not known.kind and wanted.kind:
        return None
    if wanted.base and (wanted.compact in known.ends() or name in wanted.ends()):
        return _LOOSE
    part = kind in known.ends() or (asker.concerns(kind, known.kind) and kind.endswith(name))
    return _LOOSE + 1 if is_last and known.kind and part else None


def holding(one: ArnType, asker: Asker) -> tuple[str, ...]:
    """The members that may hold the whole ARN; all of them are meant where none is called after the type alone."""
    kind, last = kind_of(one), placeholders(one.arn)[-1:]
    names = {kind, *(words(name).compact for name in last)} - {""}
    arns = tuple((member, words(_leaf(member))) for member in asker.inputs if words(member).kind == "arn")
    exact = tuple(member for member, known in arns if known.compact in names)
    if any(word in asker.operation.lower() for word in _ON_ANY) or (asker.is_single and not asker.makes):
        exact += tuple(member for member in asker.inputs if member.lower() in _ANY and member not in exact)
    elif asker.concerns(kind, "arn"):
        exact += tuple(member for member, known in arns if not known.base and member not in exact)
    shallow = tuple((member, known) for member, known in arns if "." not in member)
    ending = tuple(member for member, known in shallow if any(end in names for end in known.ends()))
    about = asker.concerns(kind, "arn")
    part = tuple(
        member
        for member, known in shallow
        if known.base and kind.endswith(known.compact) and (about or is_about(asker.operation, known.compact))
    )
    return exact or ending or part


def is_about(operation: str, kind: str) -> bool:
    """Whether an operation (``StartCrawler``, ``DeleteCrawlers``) is about a resource type (``crawler``)."""
    return bool(kind) and _subject(operation).endswith(kind)


def _subject(operation: str) -> str:
    found = words(operation)
    verbs = 2 if found.base[:1] == ("batch",) else 1
    return "".join(found.base[verbs:]) + found.kind


def kind_of(one: ArnType) -> str:
    """A resource type's name as one word: ``recoveryinstance`` of ``drs:RecoveryInstanceResource``."""
    return kind_word(one.name.partition(":")[2])


def kind_word(name: str) -> str:
    """The name of a resource type within its service (``report-group``) as one word."""
    found = words(re.sub(r"[-_ /]+(.)", lambda found: found[1].upper(), name))
    base = (*found.base, *((found.kind,) if found.kind else ()))
    return "".join(base[:-1] if base[-1:] == ("resource",) and len(base) > 1 else base)
