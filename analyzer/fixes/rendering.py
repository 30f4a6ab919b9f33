"""Actions, resources and whole statements in the words and the layout of the place where they are put."""

import json
import re
from collections.abc import Sequence
from typing import Any

from analyzer.core import Ref, Text
from analyzer.fixes.tree import CannotWriteError, Document, Node
from analyzer.iam.model import Statement
from analyzer.policies.document import rendered
from analyzer.policies.formats.references import as_string, as_terraform
from analyzer.templates.expressions import express
from analyzer.templates.model import Dialect

_PLAIN_SUB = re.compile(r"[A-Za-z][A-Za-z0-9_:/.${}*+=@-]*[A-Za-z0-9_}*]")
_BARE = re.compile(r"\$\{([^{}]+)\}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_TAGS = {"Ref": "!Ref", "Fn::Sub": "!Sub", "Fn::GetAtt": "!GetAtt", "Fn::ImportValue": "!ImportValue"}
_PARTITION = Ref("AWS::Partition")
Lines = list[str]


class Writer:
    """How one role's template says things: its dialect, and ``words`` for references inside a module."""

    def __init__(self, dialect: Dialect, words: tuple[tuple[str, str], ...]) -> None:
        self.dialect = dialect
        self.words = words

    # ------------------------------------------------------------ single values
    def action(self, action: str, like: str, node: Node) -> str:
        """An action in the quotes of the one whose place it takes."""
        if node.language == "yaml" and like[:1] != '"':
            return f"'{action}'" if like[:1] == "'" else action
        return json.dumps(action)

    def resource(self, text: Text, document: Document, node: Node) -> str:
        """A resource as an element of a list that stands at this node, in YAML, JSON or Terraform."""
        if self.dialect in ("terraform", "none") and _names_partition(document):
            text = Text.of(*("aws" if part == _PARTITION else part for part in text.parts))
        if self.dialect == "terraform":
            return self._terraform(text, node)
        return self.value(express(text, self.dialect, self.words), document, node)

    def _terraform(self, text: Text, node: Node) -> str:
        written = as_terraform(text, self.words)
        alone = _BARE.fullmatch(written)
        if alone and node.language == "hcl":
            return alone[1]
        return as_string(text, lambda part: as_terraform(part, self.words))

    def value(self, value: Any, document: Document, node: Node) -> str:
        """A JSON value on one line: short tags where the file has them, JSON otherwise."""
        if node.language == "json":
            return json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict) and len(value) == 1 and not _long_form(document):
            ((name, inner),) = value.items()
            if name == "Fn::GetAtt" and isinstance(inner, list):
                return f"!GetAtt {'.'.join(inner)}"
            if name in _TAGS and isinstance(inner, str):
                plain = _PLAIN_SUB.fullmatch(inner) and not (_inside_flow(node) and "{" in inner)
                return f"{_TAGS[name]} {inner if plain else json.dumps(inner, ensure_ascii=False)}"
        return json.dumps(value, ensure_ascii=False)

    # ------------------------------------------------------------ statements
    def statement(self, statement: Statement, document: Document, node: Node, *, sid: bool) -> dict[str, Any]:
        """The statement's entries as texts on one line each, lists as lists of them."""
        if statement.conditions and self.dialect == "terraform":
            raise CannotWriteError("a condition that it needs is not written in Terraform's words")
        whole = rendered([statement], lambda text: text)["Statement"][0]
        entries: dict[str, Any] = {"Sid": json.dumps(whole["Sid"])} if sid and statement.sid else {}
        entries["Effect"] = json.dumps("Allow") if node.language != "yaml" else "Allow"
        neighbour = node.get("Action")
        first = neighbour.items[0] if neighbour is not None and neighbour.kind == "list" else neighbour
        like = document.raw(first) if first is not None else ""
        entries["Action"] = [self.action(action, like, node) for action in statement.actions]
        entries["Resource"] = [self.resource(text, document, node) for text in statement.resources]
        if statement.conditions:
            plain = rendered([statement], lambda text: express(text, self.dialect, self.words))
            entries["Condition"] = json.dumps(plain["Statement"][0]["Condition"], ensure_ascii=False)
        return entries


def block_yaml(entries: dict[str, Any]) -> Lines:
    """A statement in block style, one line each, as they stand below a dash."""
    lines: Lines = []
    for key, value in entries.items():
        if isinstance(value, list) and len(value) > 1:
            lines += [f"{key}:", *(f"  - {one}" for one in value)]
        else:
            lines.append(f"{key}: {value[0] if isinstance(value, list) else value}")
    return lines


def in_brackets(entries: dict[str, Any], node: Node, blanks: str | None, step: str, newline: str) -> str:
    """A statement in brackets; ``blanks`` are those of its line where it has lines of its own."""
    equals = " = " if node.language == "hcl" else ": "
    pairs = []
    for key, value in entries.items():
        name = key if node.language != "json" else json.dumps(key)
        inner = f"[{', '.join(value)}]" if isinstance(value, list) else value
        if isinstance(value, list) and len(value) == 1 and node.language != "hcl":
            inner = value[0]
        pairs.append(f"{name}{equals}{inner}")
    if blanks is None:
        return "{" + ", ".join(pairs) + "}"
    comma = "" if node.language == "hcl" else ","
    inside = f"{comma}{newline}{blanks}{step}".join(pairs)
    return f"{{{newline}{blanks}{step}{inside}{newline}{blanks}}}"


def block_hcl(entries: dict[str, Any], blanks: str, newline: str) -> str:
    """A statement as a block of ``aws_iam_policy_document``."""
    words = {"Sid": "sid", "Action": "actions", "Resource": "resources"}
    width = max(len(words[key]) for key in entries if key in words)
    lines = [f"{blanks}  {words[key]:<{width}} = {_hcl_value(value)}" for key, value in entries.items() if key in words]
    return newline.join(["statement {", *lines, f"{blanks}}}"])


def _hcl_value(value: Sequence[str] | str) -> str:
    return value if isinstance(value, str) else f"[{', '.join(value)}]"


def _inside_flow(node: Node) -> bool:
    """Whether what is written at this node stands in brackets."""
    return (node.kind in ("list", "map") and node.flow) or (node.parent is not None and node.parent.flow)


def _names_partition(document: Document) -> bool:
    """Whether a file that need not spells the partition out: what is written into it does as well."""
    return '"arn:aws:' in document.text and "data.aws_partition.current" not in document.text


def _long_form(document: Document) -> bool:
    return "Fn::" in document.text and not re.search(r"!(?:Ref|Sub|GetAtt)\b", document.text)
