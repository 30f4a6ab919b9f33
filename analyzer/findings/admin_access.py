"""``*`` on ``*``, AdministratorAccess, PowerUserAccess."""

from collections.abc import Iterator

from analyzer.diffs import Unneeded
from analyzer.findings.model import Case, Finding, Rule
from analyzer.findings.overgrants import is_whole, on_everything, overgrant, spelled
from analyzer.findings.remedies import remedy

RULE = Rule("admin-access", "over-grant", "error", order=1)


def claims(item: Unneeded, _case: Case) -> bool:
    """Every action, or all but a few, on every resource."""
    if is_whole(item):
        return any(
            on_everything(grant) and (_everything(grant.statement.actions) or bool(grant.statement.not_actions))
            for grant in item.grants
        )
    return _everything((item.pattern,)) and on_everything(item.grants[0])


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each such grant."""
    for item in case.unneeded:
        message = f"{spelled(item)} lets {case.function} do anything in the account"
        yield overgrant(RULE, case, item, message, remedy=remedy(case, item))


def _everything(patterns: tuple[str, ...]) -> bool:
    return any(pattern and not pattern.replace(":", "").strip("*") for pattern in patterns)
