"""Leaves of a document: the Python value, the text CloudFormation makes of it, the place of a block."""

import re

from analyzer.core import Span
from analyzer.templates.model import Scalar

# YAML 1.1, which CloudFormation reads: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
_TRUE = frozenset({"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"})
_FALSE = frozenset({"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"})
_MODERN = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})  # YAML 1.2, which JavaScript's readers know
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?[0-9]{1,17}\.[0-9]{0,17}\Z")


def resolve_scalar(value: str, span: Span, *, plain: bool, line: int = 0, modern: bool = False) -> Scalar:
    """The scalar of this source text; ``plain`` when it stands without quotes and tag, ``modern`` for YAML 1.2."""
    if not plain:
        return Scalar(value, span, value, line or span.line)
    if value in _NULL:
        return Scalar(None, span, "", span.line)
    if (value in _TRUE or value in _FALSE) and (not modern or value in _MODERN):
        return Scalar(value in _TRUE, span, "true" if value in _TRUE else "false", span.line)
    if _INTEGER.match(value):
        return Scalar(int(value), span, value, span.line)
    if _FLOAT.match(value):
        return Scalar(float(value), span, value, span.line)
    return Scalar(value, span, value, span.line)


def block_lines(span: Span, lines: list[str]) -> Span:
    """The place of a block scalar without the blank lines that the parser counts behind it."""
    end = min(span.end_line, len(lines) + 1)
    end -= span.end_column == 1  # the end mark stands at the start of the next token's line
    end = min(end, len(lines))
    while end > span.line and not lines[end - 1].strip():
        end -= 1
    return Span(span.path, span.line, span.column, end, len(lines[end - 1]) + 1)
