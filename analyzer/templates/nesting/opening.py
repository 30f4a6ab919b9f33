"""One stack of several, read with what it reaches in the others."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from analyzer.rulebook.arn_templates import placeholders
from analyzer.templates.cloudformation import read_root
from analyzer.templates.model import Dialect, FunctionDecl, Mapping, RoleDecl, Template
from analyzer.templates.nesting.references import References, Stack, dotted
from analyzer.templates.nesting.views import View
from analyzer.templates.sheet import Desk

_HOLE = re.compile(r"\$\{(\w+)\}")
_PSEUDO = {"Partition": "${AWS::Partition}", "Region": "${AWS::Region}", "Account": "${AWS::AccountId}"}


def opened(
    stack: Stack,
    references: References,
    desk: Desk,
    *,
    dialect: Dialect | None = None,
    prepared: Callable[[Mapping], Mapping] = lambda root: root,
) -> Template:
    """A stack as a template: its own functions with their roles, wherever those stand; ``prepared`` changes the document before."""
    view = View(stack, references)
    read = read_root(stack.path, prepared(view.root()), desk, stack.problems, dialect=dialect)
    words = tuple(sorted({**_arns(read, view.words, desk), **view.words}.items()))
    own = tuple(one for one in read.functions if "/" not in one.id)
    roles = {one.role for one in own}
    nesting = references.nesting(stack)
    return replace(
        read,
        functions=tuple(_named(one, nesting, words) for one in own),
        roles=tuple(_with_users(one, read.functions, own) for one in read.roles if one.id in roles),
        extra=None,
    )


def _named(function: FunctionDecl, nesting: str, words: tuple[tuple[str, str], ...]) -> FunctionDecl:
    extra = (*function.extra, ("logical-id", function.id)) if nesting else function.extra
    return replace(function, id=nesting + function.id, words=(*words, *function.words), extra=extra)


def _with_users(role: RoleDecl, everyone: tuple[FunctionDecl, ...], own: tuple[FunctionDecl, ...]) -> RoleDecl:
    """A role; functions of other stacks that use it too count as other users."""
    ids = {one.id for one in own}
    others = tuple(one.id for one in everyone if one.role == role.id and one.id not in ids)
    return replace(role, used_by=tuple(dict.fromkeys((*role.used_by, *others))))


def _arns(template: Template, words: dict[str, str], desk: Desk) -> dict[str, str]:
    """How to write the ARN of a foreign resource that does not come into the stack: around its name where that does."""
    types = desk.knowledge.rulebook.resources()
    found: dict[str, str] = {}
    for one in template.resources:
        kind = types.template_type(one.type) if "/" in one.id else None
        arn = types.arn_type(kind.resource) if kind is not None else None
        attribute = kind.attribute("arn") if kind is not None else None
        if kind is None or arn is None or attribute is None:
            continue
        name = kind.attribute("name")
        known = None if name is None or arn.strip else words.get(dotted(one.id, name))
        holes = placeholders(arn.arn)
        written = dict.fromkeys(holes, "*")
        if known is not None and holes:
            written[arn.named or holes[-1]] = known
        found[dotted(one.id, attribute)] = _filled(arn.arn, {**_PSEUDO, **written})
    return found


def _filled(arn: str, values: dict[str, str]) -> str:
    return _HOLE.sub(lambda hole: values[hole[1]], arn)
