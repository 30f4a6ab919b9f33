"""Scan, plan, write into memory, scan again: only what then comes out right is kept."""

from collections.abc import Callable, Iterable
from dataclasses import replace as with_options

from msgspec import Struct
from msgspec.structs import replace

from analyzer.findings.model import Finding
from analyzer.fixes import Member, Refusal, RolePlan, Team, Workshop, plan
from analyzer.pipeline.options import Options
from analyzer.pipeline.run import is_wanted, report_on, templates_of
from analyzer.reports.model import FunctionReport, Report
from analyzer.repository import Repository, discover
from analyzer.rulebook import Rulebook

Choose = Callable[[Report], Report]
ATTEMPTS = 6
_JUDGED = ("over-grant", "wide-resource", "missing", "invalid")
# Of what one function does not need and another on its role does, the grant may be narrower than before.
_SHARED = "shared-role"
Key = tuple[str, str]


class FixReport(Struct, frozen=True):
    """What a fix did: the report after it, the files before and after by path, findings gone, findings refused.

    ``root`` is what paths are relative to.
    """

    after: Report
    root: str
    files: dict[str, tuple[bytes, bytes]]
    fixed: tuple[Finding, ...]
    refusals: tuple[Refusal, ...]


def fix(paths: tuple[str, ...], options: Options, choose: Choose, *, narrowing: bool = True) -> FixReport:
    """The new text of every template whose policies can be narrowed or completed; nothing is written.

    ``choose`` leaves of a report what is to be fixed, ``narrowing`` says whether wide resources are.  A role for which the next scan would not be
    clean of what was fixed, or would say anything new, stays as it is.
    """
    rulebook = Rulebook()
    repository = discover(paths)
    every = with_options(options, function=None)
    templates, idle = templates_of(repository, options, rulebook)
    before = choose(report_on(templates, repository, every, rulebook, idle))
    teams = _teams(before, options)
    plans = [plan(team, rulebook, narrowing=narrowing) for team in teams.values()]
    refusals = [refusal for one in plans for refusal in one.refusals]
    plans = [one for one in plans if not one.empty]
    shop = Workshop(repository.read, repository.files, templates)
    for _ in range(ATTEMPTS):
        files, unwritten = shop.write(plans)
        files = {path: data for path, data in files.items() if path not in repository.linked}
        changed = _overlaid(repository, files)
        after = (
            choose(report_on(templates_of(changed, options, rulebook)[0], changed, every, rulebook, idle))
            if files
            else before
        )
        wrong = _wrong(plans, before, after)
        if not wrong:
            break
        refusals += [Refusal(one.team.role.span, one.team.role.id, why, one.team.name) for one, why in wrong]
        dropped = {id(one.team) for one, _ in wrong}
        plans = [one for one in plans if id(one.team) not in dropped]
    else:
        files, unwritten, after = {}, (), before
    return FixReport(
        after=_of_wanted(after, options),
        root=repository.root,
        files={path: (_bytes(repository, path), data) for path, data in files.items()},
        fixed=tuple(_gone(before, after)),
        refusals=tuple(sorted(dict.fromkeys((*refusals, *unwritten)))),
    )


def _teams(report: Report, options: Options) -> dict[Key, Team]:
    """The roles with all their functions, those of which one is wanted."""
    found: dict[Key, Team] = {}
    wanted: set[Key] = set()
    for function in report.functions:
        entry = function.entry
        key = entry.template.path, entry.declaration.role
        member = Member(entry, function.needs, function.gaps, function.findings)
        team = found.get(key) or Team(entry.role, entry.template, ())
        found[key] = replace(team, members=(*team.members, member))
        if is_wanted(entry, options):
            wanted.add(key)
    return {key: team for key, team in found.items() if key in wanted}


def _overlaid(repository: Repository, files: dict[str, bytes]) -> Repository:
    return replace(repository, instead=files)


def _bytes(repository: Repository, path: str) -> bytes:
    data = repository.read(path)
    assert isinstance(data, bytes), path
    return data


def _by_id(report: Report) -> dict[Key, FunctionReport]:
    return {(one.entry.declaration.template, one.entry.declaration.id): one for one in report.functions}


def _wrong(plans: Iterable[RolePlan], before: Report, after: Report) -> list[tuple[RolePlan, str]]:
    """The plans after which something is worse or other than before, and what."""
    old, new = _by_id(before), _by_id(after)
    found = []
    for one in plans:
        for member in one.team.members:
            key = member.entry.declaration.template, member.entry.declaration.id
            why = _worse(old[key], new.get(key))
            if why:
                found.append((one, why))
                break
    return found


def _worse(old: FunctionReport, new: FunctionReport | None) -> str:
    if new is None:
        return "the file could not be read after the change"
    if _needed(old) != _needed(new):
        return "the function would need something else after the change"
    known = {finding.fingerprint for finding in old.findings}
    for finding in new.findings:
        judged = finding.category in _JUDGED and finding.level != "note" and finding.rule != _SHARED
        if judged and finding.fingerprint not in known:
            return f"after the change the next scan would say: {finding.message}"
    return ""


def _needed(function: FunctionReport) -> frozenset[tuple[str, str]]:
    return frozenset((need.action, str(one.text)) for need in function.needs for one in need.resources)


def _gone(before: Report, after: Report) -> Iterable[Finding]:
    new = _by_id(after)
    for key, function in _by_id(before).items():
        left = [one.fingerprint for one in new[key].findings] if key in new else []
        for one in function.findings:
            if one.level == "note":
                continue  # it went with a line that was written for another reason
            # of what others on the role need it may only say now in other words what it said before
            if one.fingerprint not in left and one.category in _JUDGED and one.rule != _SHARED:
                yield one


def _of_wanted(report: Report, options: Options) -> Report:
    return replace(report, functions=tuple(one for one in report.functions if is_wanted(one.entry, options)))
