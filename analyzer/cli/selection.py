"""Which findings are reported: chosen rules, and those that no baseline knows."""

from collections import Counter
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from fnmatch import fnmatchcase
from os.path import relpath
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


class Paths(Struct, frozen=True):
    """Rules that are left out below some paths: ``patterns`` are (pattern, rules), relative to ``base``."""

    base: str
    patterns: tuple[tuple[str, tuple[str, ...]], ...]

    def apply(self, report: Report) -> Report:
        """The report without the findings whose own file, or whose function's template, a pattern matches."""
        functions = tuple(
            replace(
                function,
                findings=tuple(
                    finding
                    for finding in function.findings
                    if not self._left_out(finding, report.root, function.entry.declaration.template)
                ),
            )
            for function in report.functions
        )
        findings = tuple(finding for finding in report.findings if not self._left_out(finding, report.root))
        return replace(report, functions=functions, findings=findings)

    def _left_out(self, finding: Finding, root: str, *others: str) -> bool:
        places = [Path(relpath(Path(root) / path, self.base)).as_posix() for path in (finding.span.path, *others)]
        return any(
            finding.rule in rules and any(_meets(place, pattern) for place in places)
            for pattern, rules in self.patterns
        )


class Selection(Struct, frozen=True):
    """Rules to keep (empty: all), rules to drop, fingerprints that are known, and a baseline to write."""

    select: frozenset[str]
    ignore: frozenset[str]
    known: dict[str, int]
    target: str | None
    paths: Paths | None = None

    def apply(self, report: Report) -> Report:
        """The report with only the findings that are to be reported; writes the new baseline, if any."""
        chosen = _filtered(report, self._chosen)
        if self.paths is not None:
            chosen = self.paths.apply(chosen)
        known = self.known
        if self.target is not None:
            written = [finding for function in chosen.functions for finding in function.findings]
            write(baseline_text(chosen), self.target)
            known = Counter(finding.fingerprint for finding in [*written, *chosen.findings])
        return _without(chosen, known)

    def takes(self, rule: str) -> bool:
        """Whether findings of a rule are reported."""
        return (not self.select or rule in self.select) and rule not in self.ignore

    def _chosen(self, finding: Finding) -> bool:
        return self.takes(finding.rule)


def selection_of(settings: Settings, folder: Path | None) -> Selection:
    """The selection that the settings describe; raises UsageError for unknown rules and bad baseline files.

    ``folder`` is where a baseline named in a configuration file is looked for.
    """
    per_path = settings.paths("per-path-ignores")
    named = (
        *settings.names("select"),
        *settings.names("ignore"),
        *(name for names in per_path.values() for name in names),
    )
    wrong = _unknown(dict.fromkeys(named))
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
    paths = Paths((folder or Path.cwd()).resolve().as_posix(), tuple(per_path.items())) if per_path else None
    return Selection(frozenset(settings.names("select")), frozenset(settings.names("ignore")), known, target, paths)


def _located(baseline: str, folder: Path | None) -> Path:
    path = Path(baseline)
    return path if path.exists() or folder is None else folder / path


def _unknown(names: Iterable[str]) -> list[str]:
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


def _meets(path: str, pattern: str) -> bool:
    """Whether a pattern names the file, a folder around it or, without a slash, the file's bare name."""
    bare = pattern.removeprefix("./").rstrip("/")
    names = (path, path.rpartition("/")[2]) if "/" not in bare else (path,)
    return any(fnmatchcase(name, bare) for name in names) or fnmatchcase(path, f"{bare}/*")
