"""Policy variables: ``${aws:username}`` and ``${aws:PrincipalTag/team, 'none'}`` inside patterns.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

import re

from analyzer.core import Hole, Lit, Part, Text, lit
from analyzer.iam.model import Context
from analyzer.iam.tokens import VARIABLE

_ESCAPES = ("*", "?", "$")
_DEFAULT = re.compile(r"^\s*([^,]+?)\s*,\s*'(.*)'\s*$", re.DOTALL)
_SPECIAL = re.compile(r"[*?$]")


def resolved(text: Text, context: Context, *, wild: bool = True) -> Text | None:
    """The pattern with variables replaced by the context's values, unknown ones by holes.

    None where a variable has no single value and no default: such a pattern never matches.
    With ``wild`` the inserted characters stay escaped (``${*}``), otherwise escapes become characters.
    """
    if not any(isinstance(part, Lit) and "${" in part.value for part in text.parts):
        return text
    pieces: list[Text | Part] = []
    for part in text.parts:
        if not isinstance(part, Lit):
            pieces.append(part)
            continue
        done = 0
        for found in VARIABLE.finditer(part.value):
            value = _value(found[1], context, wild=wild)
            if value is None:
                return None
            pieces += [lit(part.value[done : found.start()]), value]
            done = found.end()
        pieces.append(lit(part.value[done:]))
    return Text.of(*pieces)


def _value(inside: str, context: Context, *, wild: bool) -> Text | None:
    if inside in _ESCAPES:
        return lit(f"${{{inside}}}" if wild else inside)
    with_default = _DEFAULT.match(inside)
    values = context.get(with_default[1] if with_default else inside.strip())
    if values is None:
        return Text((Hole(f"policy variable {inside}"),))
    if len(values) == 1:
        return _escaped(values[0], wild=wild)
    return _escaped(lit(with_default[2]), wild=wild) if with_default else None


def _escaped(text: Text, *, wild: bool) -> Text:
    if not wild:
        return text
    return Text.of(*(_SPECIAL.sub(r"${\g<0>}", part.value) if isinstance(part, Lit) else part for part in text.parts))
