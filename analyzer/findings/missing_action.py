"""Needed actions that the role does not grant."""

from collections.abc import Iterator

from analyzer.diffs import Missing
from analyzer.findings.lacking import actions, chain, evidence, grouped, lack, resources, where
from analyzer.findings.making import make
from analyzer.findings.model import Case, Finding, Related, Rule
from analyzer.findings.words import cause, hidden, listed

RULE = Rule("missing-action", "missing", "error")


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each action; a single note where the role itself is not known."""
    absent = [item for item in case.diff.missing if item.why == "no-grant"]
    unseen = [item for item in absent if item.gaps]
    if unseen:
        yield _unseen(case, unseen)
    for group in grouped([item for item in absent if not item.gaps]):
        yield lack(
            RULE, case, group, span=where(case, group), message=_message(case, group), related=_related(case, group)
        )


def _message(case: Case, group: tuple[Missing, ...]) -> str:
    target = resources(group)
    on = "" if target == "every resource" else f" on {target}"
    first = evidence(group)
    reason = f" for {cause(first.call)}" if first and first.call else ""
    needed = listed(actions(group), most=8)
    it = "it" if len(actions(group)) == 1 else "them"
    if all(item.need.certainty == "possible" for item in group):
        return f"{case.function} may need {needed}{on}{reason}, and its role does not grant {it}"
    if group[0].need.origin == "runtime":
        return f"{case.function} needs {needed}{on}{reason}, and its role does not grant {it}"
    return f"{case.function} needs {needed}{on}{reason}, and its role does not grant {it}: AccessDenied at run time"


def _related(case: Case, group: tuple[Missing, ...]) -> tuple[Related, ...]:
    role = case.entry.role
    return (*chain(group), Related(role.span, f"the role of {case.function}"))


def _unseen(case: Case, items: list[Missing]) -> Finding:
    absent = actions(items)
    return make(
        RULE,
        case,
        case.entry.declaration.span,
        f"{case.function} needs {listed(absent, most=8)}, which nothing that is seen of its role grants: "
        f"{hidden(items[0].gaps)}",
        actions=absent,
        confidence="low",
    )
