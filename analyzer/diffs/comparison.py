"""The comparison of one role with the needs of one function."""

from collections.abc import Iterator, Sequence

from analyzer.core import Gap
from analyzer.diffs.asked import Asked
from analyzer.diffs.ledger import Spell
from analyzer.diffs.missing import judge_missing
from analyzer.diffs.model import Context, Diff, TooWide, UnknownAction, Unneeded
from analyzer.diffs.unneeded import judge_action, unfenced, unlisted
from analyzer.diffs.whole import WHOLE, groups, judge_whole
from analyzer.diffs.width import judge_whole_width, judge_width
from analyzer.needs.model import Need
from analyzer.needs.spelling import Speller
from analyzer.templates.model import Grant, RoleDecl

# Written by the framework or by somebody else: they count as granting, their width is nobody's fault here.
_NOT_REPORTED = ("generated", "resource-policy")


def compare(role: RoleDecl, needs: Sequence[Need], gaps: Sequence[Gap], context: Context) -> Diff:
    """What the role grants beyond the needs, too widely or not at all, in the order of the template.

    ``gaps`` are those of the function: where one could explain a grant, the item carries it.
    """
    return compare_spelled(role, needs, gaps, context, Speller(context.template, context.rulebook.resources()).spell)


def compare_spelled(role: RoleDecl, needs: Sequence[Need], gaps: Sequence[Gap], context: Context, spell: Spell) -> Diff:
    """As ``compare``, with the spelling by which resources are compared handed in."""
    asked = Asked(role, needs, gaps, context, spell)
    items = [*_statements(asked), *_policies(asked)]
    return Diff(
        unneeded=tuple(one for one in items if isinstance(one, Unneeded)),
        too_wide=tuple(one for one in items if isinstance(one, TooWide)),
        missing=judge_missing(asked),
        unknown=tuple(one for one in items if isinstance(one, UnknownAction)),
    )


def _statements(asked: Asked) -> Iterator[Unneeded | TooWide | UnknownAction]:
    for grant in asked.role.grants:
        if grant.source not in (*WHOLE, *_NOT_REPORTED) and grant.statement.effect == "Allow":
            yield from _statement(asked, grant)


def _statement(asked: Asked, grant: Grant) -> Iterator[Unneeded | TooWide | UnknownAction]:
    if grant.statement.not_actions:
        yield unlisted(asked, grant)
        return
    for index in range(len(grant.statement.actions)):
        judged = unfenced(asked, grant, index) if grant.statement.not_resources else judge_action(asked, grant, index)
        if judged is not None:
            yield judged
        else:
            yield from judge_width(asked, grant, index)


def _policies(asked: Asked) -> Iterator[Unneeded | TooWide]:
    for group in groups(asked.role.grants):
        judged = judge_whole(asked, group)
        if judged is not None:
            yield judged
        else:
            for grant in group:
                yield from judge_whole_width(asked, grant)
