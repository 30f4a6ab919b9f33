"""Policies that a template only names: judged as a whole, since nothing in them can be rewritten."""

from collections.abc import Iterable, Sequence
from typing import Any

from analyzer.diffs.asked import Asked
from analyzer.diffs.execution import accepted, execution_policies
from analyzer.diffs.model import Unneeded
from analyzer.diffs.unneeded import EVERYTHING, is_everything, not_excluded, settle
from analyzer.templates.model import Grant

WHOLE = ("managed", "sam-template", "connector")


def groups(grants: Iterable[Grant]) -> tuple[tuple[Grant, ...], ...]:
    """The Allow statements of each named policy together, in the order of their first one."""
    found: dict[tuple[object, ...], list[Grant]] = {}
    for grant in grants:
        if grant.source in WHOLE and grant.statement.effect == "Allow":
            found.setdefault((grant.source, grant.written, grant.span), []).append(grant)
    return tuple(tuple(group) for group in found.values())


def judge_whole(asked: Asked, group: tuple[Grant, ...]) -> Unneeded | None:
    """What a named policy grants beyond the needs, None where it is no more than needed."""
    name = group[0].written
    if accepted(asked.rulebook.directory, asked.own, name):
        return None
    spare: dict[str, None] = {}
    needed: dict[str, None] = {}
    for grant in group:
        granted = asked.spelled(grant)
        for action in _actions(asked, grant):
            within = asked.own.within(action, granted)
            (needed if within else spare)[action] = None
    left = tuple(sorted(action for action in spare if action not in needed))
    if not left:
        return None
    kept = tuple(sorted(needed))
    granted = tuple(text for grant in group for text in asked.spelled(grant))
    instead = _smaller(asked, name, kept) if group[0].source == "sam-template" else _of_lambda(asked, name, kept)
    return settle(asked, group, "", 0, spare=left, needed=kept, granted=granted, instead=instead)


def _actions(asked: Asked, grant: Grant) -> Iterable[str]:
    """The actions of one statement; needed ones under ``*`` and NotAction, with ``*`` for all the others."""
    statement = grant.statement
    if statement.not_actions:
        return (*not_excluded(asked, grant), *EVERYTHING)
    found: list[str] = []
    for pattern in statement.actions:
        if is_everything(pattern):
            found += (*asked.own.actions("*"), *EVERYTHING)
        else:
            found += asked.rulebook.expand(pattern) or asked.own.actions(pattern)
    return found


def _smaller(asked: Asked, name: str, needed: Sequence[str]) -> str:
    """The policy template that has all that is needed and the least beside it, of what this one has."""
    current = asked.rulebook.sam_template(name)
    if current is None or not needed:
        return ""
    wanted = frozenset(needed)
    own = _template_actions(asked, current)
    sized = [
        (len(actions), other)
        for other in asked.rulebook.sam_templates()
        if other != name
        and (template := asked.rulebook.sam_template(other)) is not None
        and set(template["Parameters"]) == set(current["Parameters"])
        and wanted <= (actions := _template_actions(asked, template)) < own
    ]
    return min(sized)[1] if sized else ""


def _of_lambda(asked: Asked, name: str, needed: Sequence[str]) -> str:
    """The smallest of AWS's policies for execution roles that has all that is needed, where all of it is for that."""
    wanted = frozenset(needed)
    sized = [
        (len(actions), other)
        for other in execution_policies(asked.rulebook.directory)
        if other != name
        and needed
        and accepted(asked.rulebook.directory, asked.own, other)
        and (document := asked.rulebook.managed_policy(other)) is not None
        and wanted <= (actions := _document_actions(asked, document))
    ]
    return min(sized)[1] if sized else ""


def _template_actions(asked: Asked, template: dict[str, Any]) -> frozenset[str]:
    return _document_actions(asked, template["Definition"])


def _document_actions(asked: Asked, document: dict[str, Any]) -> frozenset[str]:
    listed = [statement.get("Action", []) for statement in document["Statement"]]
    patterns = [name for one in listed for name in ([one] if isinstance(one, str) else one)]
    return frozenset(action for pattern in patterns for action in asked.rulebook.expand(pattern))
