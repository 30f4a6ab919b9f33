"""Which findings are reported: chosen rules, and those that no baseline knows."""

from collections import Counter
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from analyzer.cli.baseline import baseline_text, read_baseline
from analyzer.cli.errors import UsageError
from analyzer.cli.output import unwritable, write
from analyzer.cli.settings import Settings
from analyzer.findings.model import Finding
from analyzer.reports.document import by_place
from analyzer.reports.model import Report
from analyzer.reports.rules import rule_names


class Selection(Struct, frozen=True):
    """Rules to keep (empty: all), rules to drop, fingerprints that are known, and a baseline to write."""

    select: frozenset[str]
    ignore: frozenset[str]
    known: dict[str, int]
    target: str | None

    def apply(self, report: Report) -> Report:
        """The report with only the findings that are to be reported; writes the new baseline, if any."""
        chosen = _filtered(report, self._chosen)
        known = self.known
        if self.target is not None:
            written = [finding for function in chosen.functions for finding in function.findings]
            write(baseline_text(chosen), self.target)
            known = Counter(finding.fingerprint for finding in [*written, *chosen.findings])
        return _without(chosen, known)

    def _chosen(self, finding: Finding) -> bool:
        return (not self.select or finding.rule in self.select) and finding.rule not in self.ignore


def selection_of(settings: Settings, folder: Path | None) -> Selection:
    """The selection that the settings describe; raises UsageError for unknown rules and bad baseline files.

    ``folder`` is where a baseline named in a configuration file is looked for.
    """
    wrong = [*_unknown(settings.names("select")), *_unknown(settings.names("ignore"))]
    target = settings.text("write-baseline")
    if target is not None and (reason := unwritable(target)):
        wrong.append(reason)
    known: dict[str, int] = {}
    baseline = settings.text("baseline")
    if baseline is not None:
        try:
            known = read_baseline(_located(baseline, folder))
        except UsageError as error:
            wrong.extend(error.problems)
    if wrong:
        raise UsageError(*wrong)
    return Selection(frozenset(settings.names("select")), frozenset(settings.names("ignore")), known, target)


def _located(baseline: str, folder: Path | None) -> Path:
    path = Path(baseline)
    return path if path.exists() or folder is None else folder / path


def _unknown(names: tuple[str, ...]) -> list[str]:
    rules = rule_names()
    out = []
    for name in names:
        if name not in rules:
            near = get_close_matches(name, rules, 1)
            out.append(f"there is no rule {name!r}" + (f", did you mean {near[0]}?" if near else ""))
    return out


def _filtered(report: Report, keep: Callable[[Finding], bool]) -> Report:
    functions = tuple(
        replace(function, findings=tuple(finding for finding in function.findings if keep(finding)))
        for function in report.functions
    )
    return replace(report, functions=functions, findings=tuple(filter(keep, report.findings)))


def _without(report: Report, known: dict[str, int]) -> Report:
    if not known:
        return report
    left = Counter(known)
    dropped = 0

    def unknown(finding: Finding) -> bool:
        nonlocal dropped
        if not finding.fingerprint or left[finding.fingerprint] <= 0:
            return True
        left[finding.fingerprint] -= 1
        dropped += 1
        return False

    ordered = tuple(
        replace(function, findings=tuple(sorted(function.findings, key=by_place))) for function in report.functions
    )
    rest = _filtered(replace(report, functions=ordered, findings=tuple(sorted(report.findings, key=by_place))), unknown)
    return replace(rest, baselined=report.baselined + dropped)
