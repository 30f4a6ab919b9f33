"""Which function made a refused request.

Lambda assumes a function's role with the function's name as the session's name; where the template
gives no name, CloudFormation makes one of stack, logical id and random letters:
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
"""

import re
from collections.abc import Iterable

from analyzer.core import Lit, Text
from analyzer.denials.message import Denial
from analyzer.reports.model import FunctionReport

_LONGEST = 64  # characters of a function's or role's name
_GENERATED = re.compile(r"(?P<stack>.+?)-(?P<id>[A-Za-z0-9]+)-[A-Za-z0-9]{12,13}\Z")


def askers(denial: Denial, functions: Iterable[FunctionReport]) -> tuple[FunctionReport, ...]:
    """The functions that best fit the session's name, else the role's; all of them where the message names neither."""
    known = tuple(functions)
    if not denial.session and not denial.role:
        return known
    for fits in (_by_name, _by_generated_name, _by_role, _by_words):
        found = tuple(one for one in known if fits(denial, one))
        if found:
            return found
    return ()


def _by_name(denial: Denial, function: FunctionReport) -> bool:
    name = _name_of(function)
    return name is not None and _fits(name, denial.session)


def _by_generated_name(denial: Denial, function: FunctionReport) -> bool:
    return _name_of(function) is None and _is_made_of(denial.session, _logical_id(function))


def _by_role(denial: Denial, function: FunctionReport) -> bool:
    role = function.entry.role
    name = next((one.name for one in function.entry.template.resources if one.id == role.id), None)
    return _fits(name, denial.role) if name is not None else _is_made_of(denial.role, role.id)


def _by_words(denial: Denial, function: FunctionReport) -> bool:
    """Names of Terraform are not read yet: the last part of an address, as the name or its end."""
    if function.entry.declaration.dialect != "terraform":
        return False
    word = re.sub(r"\[.*?\]", "", function.entry.declaration.id).rpartition(".")[2].lower().replace("_", "-")
    return f"-{denial.session.lower().replace('_', '-')}".endswith(f"-{word}")


def _logical_id(function: FunctionReport) -> str:
    declaration = function.entry.declaration
    return dict(declaration.extra).get("logical-id", declaration.id.rpartition(".")[2])


def _name_of(function: FunctionReport) -> Text | None:
    wanted = _logical_id(function)
    return next((one.name for one in function.entry.template.resources if one.id == wanted), None)


def _is_made_of(name: str, logical_id: str) -> bool:
    found = _GENERATED.match(name)
    if found is None:
        return False
    cut = len(name) >= _LONGEST and logical_id.startswith(found["id"])  # what does not fit is cut off
    return found["id"] == logical_id or cut


def _fits(pattern: Text, name: str) -> bool:
    """Whether a name may be this one; what the template does not tell may be anything, but something must be told."""
    told = sum(len(part.value) for part in pattern.parts if isinstance(part, Lit))
    words = (re.escape(part.value) if isinstance(part, Lit) else ".+" for part in pattern.parts)
    return told > 1 and re.fullmatch("".join(words), name) is not None
