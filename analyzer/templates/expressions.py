"""A text written back in the language of its template."""

import re
from typing import Any

from analyzer.core import DYNAMIC, Env, Event, Hole, Lit, Part, Ref, Text
from analyzer.templates.intrinsics import IMPORT
from analyzer.templates.model import Dialect

# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/caller_identity and its neighbours
_TERRAFORM = {
    "AWS::AccountId": "data.aws_caller_identity.current.account_id",
    "AWS::Partition": "data.aws_partition.current.partition",
    "AWS::Region": "data.aws_region.current.name",
    "AWS::URLSuffix": "data.aws_partition.current.dns_suffix",
}

_REFERENCE = re.compile(r"\$\{([^{}!]+)\}")
_VARIABLE = re.compile(r"[a-z][A-Za-z0-9.-]*[:(]")  # of the Serverless Framework: ``env:TABLE``, ``file(a.js):key``


def express(text: Text, dialect: Dialect = "cloudformation", words: tuple[tuple[str, str], ...] = ()) -> Any:
    """The JSON value that CloudFormation evaluates to a text: a string, ``Ref``, ``Fn::GetAtt`` or ``Fn::Sub``.

    ``words`` (of the function) says how a reference is written where it stands, as a template.  In Terraform
    the result is a string with ``${…}``, a word may be an expression too, and one that ends in a dot is the
    prefix of the module's own things.
    A plain policy holds no references: there they are not known.
    What is not known is written as ``*``, which IAM reads as any string.  Variables of the Serverless
    Framework stay as they are written: they are gone before CloudFormation reads the template.
    """
    if dialect == "none":
        return "".join(_literal(part, dict(words)) for part in text.parts)
    if dialect == "terraform":
        return "".join(_interpolated(part, dict(words)) for part in text.parts)
    if words:
        text = reworded(text, words)
    if len(text.parts) == 1 and isinstance(only := text.parts[0], Ref) and not is_variable(only):
        return _reference(only)
    if not any(_substituted(part) for part in text.parts):
        return "".join(_plain(part) for part in text.parts)
    names: dict[str, Any] = {}
    pattern = "".join(_piece(part, names) for part in text.parts)
    return {"Fn::Sub": [pattern, names]} if names else {"Fn::Sub": pattern}


def _substituted(part: Part) -> bool:
    """Whether CloudFormation puts something in here; of a dynamic reference only where its name holds a reference."""
    return isinstance(part, Ref) and not is_variable(part) and (part.logical_id != DYNAMIC or "${" in part.attribute)


def _literal(part: Part, words: dict[str, str]) -> str:
    match part:
        case Lit(value):
            return value
        case Ref(name, ""):
            return words.get(name, "*")
    return "*"


def reworded(text: Text, words: tuple[tuple[str, str], ...]) -> Text:
    """The text with references written as ``words`` say; what another stack does not give this one has no words here."""
    known = dict(words)
    pieces: list[Part | Text] = []
    for part in text.parts:
        word = known.get(str(Text((part,)))[2:-1]) if isinstance(part, Ref) else None
        foreign = isinstance(part, Ref) and "/" in part.logical_id and not is_variable(part)
        pieces.append(_pattern(word) if word is not None else Hole("of another stack") if foreign else part)
    return Text.of(*pieces)


def _pattern(word: str) -> Text:
    """A template's text as the reading of it: ``${Name}`` and ``${Name.Attribute}`` are references."""
    pieces: list[Part | str] = list(_REFERENCE.split(word))
    pieces[1::2] = [Ref(*_split(str(piece))) for piece in pieces[1::2]]
    return Text.of(*pieces)


def _split(name: str) -> tuple[str, str]:
    """Logical id and attribute; a variable of the Serverless Framework is one name, dots and all."""
    return (name, "") if _VARIABLE.match(name) else (name.partition(".")[0], name.partition(".")[2])


def is_variable(part: Ref) -> bool:
    """Whether a reference is one of the Serverless Framework, which CloudFormation does not know."""
    return bool(_VARIABLE.match(part.logical_id)) or part.attribute.startswith("construct:")


def _interpolated(part: Part, words: dict[str, str]) -> str:
    match part:
        case Lit(value):
            return value.replace("${", "$${").replace("%{", "%%{")
        case Ref(name, attribute):
            whole = _TERRAFORM.get(name) or (f"{name}.{attribute}" if attribute else name)
            own = next((prefix for prefix in words if prefix.endswith(".")), "")
            written = words.get(whole) or (whole.removeprefix(own) if own else whole)
            return written if "${" in written else "${" + written + "}"
        case Env() | Event() | Hole():
            return "*"


def _reference(part: Ref) -> Any:
    match part:
        case Ref("Fn::ImportValue", name):
            return {"Fn::ImportValue": {"Fn::Sub": name} if "${" in name else name}
        case Ref("{{resolve}}", _):
            return {"Fn::Sub": _plain(part)} if _substituted(part) else _plain(part)
        case Ref(name, ""):
            return {"Ref": name}
        case Ref(name, attribute):
            return {"Fn::GetAtt": [name, attribute]}


def _plain(part: Part) -> str:
    match part:
        case Lit(value):
            return value
        case Ref() if is_variable(part):
            return str(Text((part,)))
        case Ref(_, attribute):
            return "{{resolve:" + attribute + "}}"
        case Env() | Event() | Hole():
            return "*"


def _piece(part: Part, names: dict[str, Any]) -> str:
    match part:
        case Lit(value):
            return value.replace("${", "${!")
        case Ref(logical_id, _) if logical_id == IMPORT:
            name = next((key for key, value in names.items() if value == _reference(part)), f"Import{len(names) + 1}")
            names[name] = _reference(part)
            return "${" + name + "}"
        case Ref(logical_id, attribute) if logical_id != DYNAMIC and not is_variable(part):
            return "${" + (f"{logical_id}.{attribute}" if attribute else logical_id) + "}"
    return _plain(part)
