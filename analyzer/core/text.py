"""Strings as patterns with named holes."""

from collections.abc import Iterable

from msgspec import Struct

DYNAMIC = "{{resolve}}"  # as a logical id: a dynamic reference, ``Ref("{{resolve}}", "ssm:/orders/bucket")``


class Lit(Struct, frozen=True, tag="lit", array_like=True, cache_hash=True):
    """Characters known for certain."""

    value: str


class Env(Struct, frozen=True, tag="env", array_like=True, cache_hash=True):
    """The value of an environment variable of the function, not yet looked up.

    ``default`` is what the code falls back to when the variable is not set.
    """

    name: str
    default: "Text | None" = None


class Event(Struct, frozen=True, tag="event", array_like=True, cache_hash=True):
    """A value read from the event: ``("Records", "[]", "s3", "bucket", "name")``."""

    path: tuple[str, ...]


class Ref(Struct, frozen=True, tag="ref", array_like=True, cache_hash=True):
    """A reference into a template: a resource, a parameter or a pseudo parameter.

    ``attribute`` is empty for what ``Ref`` gives, else the name behind ``Fn::GetAtt`` (``Arn``).
    Pseudo parameters keep their names: ``AWS::Region``, ``AWS::AccountId``, ``AWS::Partition``.
    Terraform: ``logical_id`` is the address, ``attribute`` the attribute (``arn``, ``id``).
    Serverless: a variable's text (``env:TABLE``), or a construct's name and ``construct:queueArn``.
    """

    logical_id: str
    attribute: str = ""


class Hole(Struct, frozen=True, tag="hole", array_like=True, cache_hash=True):
    """Any string at all, and why it is not known."""

    why: str = ""


Part = Lit | Env | Event | Ref | Hole


class Text(Struct, frozen=True, tag="text", array_like=True, cache_hash=True):
    """A string of which parts are known; neighbouring literals are always fused.

    Build it with ``Text.of`` or ``lit``, never by the constructor, so that equal strings are equal.
    """

    parts: tuple[Part, ...] = ()

    @staticmethod
    def of(*pieces: "Part | Text | str") -> "Text":
        """The concatenation of the pieces, literals fused, neighbouring holes kept as one."""
        return Text(_fused(pieces))

    @property
    def literal(self) -> str | None:
        """The whole string when every character is known, else None."""
        match self.parts:
            case ():
                return ""
            case (Lit(value),):
                return value
        return None

    @property
    def has_hole(self) -> bool:
        """Whether some part can be any string: a hole, or a value of the event."""
        return any(isinstance(part, Hole | Event) for part in self.parts)

    def __str__(self) -> str:
        """The readable form: ``${Name}`` for a reference, ``*`` for what is not known."""
        return "".join(_shown(part) for part in self.parts)


def lit(value: str) -> Text:
    """The text of a string that is known."""
    return Text((Lit(value),)) if value else Text(())


def ref(logical_id: str, attribute: str = "") -> Text:
    """The text that is one reference into the template."""
    return Text((Ref(logical_id, attribute),))


def _fused(pieces: Iterable[Part | Text | str]) -> tuple[Part, ...]:
    out: list[Part] = []
    for piece in pieces:
        if isinstance(piece, str):
            _push(out, Lit(piece))
        elif isinstance(piece, Text):
            for part in piece.parts:
                _push(out, part)
        else:
            _push(out, piece)
    return tuple(out)


def _push(out: list[Part], part: Part) -> None:
    if isinstance(part, Lit):
        if not part.value:
            return
        if out and isinstance(out[-1], Lit):
            out[-1] = Lit(out[-1].value + part.value)
            return
    if isinstance(part, Hole) and out and isinstance(out[-1], Hole):
        return
    out.append(part)


def _shown(part: Part) -> str:
    match part:
        case Lit(value):
            return value
        case Env(name):
            return f"${{env:{name}}}"
        case Event() | Hole():
            return "*"
        case Ref(logical_id, ""):
            return f"${{{logical_id}}}"
        case Ref("{{resolve}}", name):
            return "{{resolve:" + name + "}}"
        case Ref(logical_id, attribute) if attribute.startswith("construct:"):
            return f"${{construct:{logical_id}.{attribute.removeprefix('construct:')}}}"
        case Ref(logical_id, attribute):
            return f"${{{logical_id}.{attribute}}}"


ANY = Text((Hole("any"),))
