"""Exit codes of ``scan``, and what baselines and chosen rules do to a report."""

from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from analyzer.cli.baseline import baseline_text, read_baseline
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.selection import Selection
from analyzer.cli.verdict import INTERNAL, verdict
from analyzer.core import Problem, Span
from analyzer.findings.model import Finding
from analyzer.policies.model import MinimalPolicy
from analyzer.reports.model import FunctionReport, Report, Stats


def finding(level="error", rule="unused-action", line=1, fingerprint="f1"):
    category = "over-grant"
    return Finding(
        rule, category, level, "high", "s3:X", ("s3:X",), (), f"m{line}", Span("t.yaml", line), (), fingerprint
    )


def report(*findings, complete=True, problems=(), name="Fn"):
    entry = SimpleNamespace(declaration=SimpleNamespace(id=name))
    function = FunctionReport(entry, None, complete, (), MinimalPolicy(()), {}, {}, (), findings)
    return Report((function,), problems, Stats())


UNREADABLE = Problem("template-unreadable", Span("t.yaml"), "m")
REPEATED = Problem("duplicate-key", Span("t.yaml"), "m")
BROKEN = Problem(INTERNAL, Span("t.yaml"), "m")
NOTHING = Report((), (), Stats())


@pytest.mark.parametrize(
    ("given", "fail_on", "strict", "code"),
    [
        (report(), "error", False, Exit.CLEAN),
        (report(finding("error")), "error", False, Exit.FINDINGS),
        (report(finding("warning")), "error", False, Exit.CLEAN),
        (report(finding("warning")), "warning", False, Exit.FINDINGS),
        (report(finding("note")), "warning", False, Exit.CLEAN),
        (report(finding("note")), "note", False, Exit.FINDINGS),
        (report(finding("error")), "never", False, Exit.CLEAN),
        (report(complete=False), "error", False, Exit.CLEAN),
        (report(complete=False), "never", True, Exit.INCOMPLETE),
        (report(problems=(UNREADABLE,)), "error", False, Exit.CLEAN),
        (report(problems=(UNREADABLE,)), "error", True, Exit.INCOMPLETE),
        (report(problems=(REPEATED,)), "error", True, Exit.CLEAN),
        (report(finding(), complete=False), "error", True, Exit.INCOMPLETE),
        (report(finding()), "error", True, Exit.FINDINGS),
        (report(finding(), problems=(BROKEN,)), "never", False, Exit.INCOMPLETE),
        (NOTHING, "error", False, Exit.NO_FUNCTION),
        (replace(NOTHING, problems=(UNREADABLE,)), "error", True, Exit.INCOMPLETE),
        (replace(NOTHING, findings=(finding(),)), "error", False, Exit.NO_FUNCTION),
        (replace(report(), findings=(finding(),)), "error", False, Exit.FINDINGS),
    ],
)
def test_exit_code(given, fail_on, strict, code):
    assert verdict(given, fail_on, strict=strict) == code


def lines(given):
    return [item.span.line for function in given.functions for item in function.findings]


EVERYTHING = Selection(frozenset(), frozenset(), {}, None)
MIXED = report(
    finding(line=1), finding(rule="wide-resource", line=2, fingerprint="f2"), finding("note", "denied", 3, "f3")
)


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ((), (), [1, 2, 3]),
        (("wide-resource", "denied"), (), [2, 3]),
        ((), ("denied",), [1, 2]),
        (("denied", "unused-action"), ("denied",), [1]),
    ],
)
def test_chosen_rules(select, ignore, kept):
    chosen = replace(EVERYTHING, select=frozenset(select), ignore=frozenset(ignore))
    assert lines(chosen.apply(MIXED)) == kept


def test_baseline_leaves_out_what_it_knows_and_counts_it(tmp_path):
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(report(finding(line=1))))
    known = replace(EVERYTHING, known=read_baseline(path))
    moved = report(finding(line=7), finding(line=9, fingerprint="f9"))
    left = known.apply(moved)
    assert (lines(left), left.baselined) == ([9], 1)


def test_a_second_finding_of_the_same_fingerprint_is_new():
    left = replace(EVERYTHING, known={"f1": 1}).apply(report(finding(line=8), finding(line=2)))
    assert (lines(left), left.baselined) == ([8], 1)


def test_finding_without_fingerprint_is_never_known():
    left = replace(EVERYTHING, known={"": 5}).apply(report(finding(fingerprint="")))
    assert (lines(left), left.baselined) == ([1], 0)


def test_writing_a_baseline_makes_every_finding_known(tmp_path):
    path = tmp_path / "baseline.json"
    left = replace(EVERYTHING, target=str(path)).apply(replace(MIXED, findings=(finding(line=5, fingerprint="f5"),)))
    assert (lines(left), left.findings, left.baselined) == ([], (), 4)
    assert sorted(read_baseline(path)) == ["f1", "f2", "f3", "f5"]


def test_baseline_holds_no_line():
    assert baseline_text(report(finding(line=1))).replace("m1", "m2") == baseline_text(report(finding(line=2)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"schema": "other", "findings": []}',
        '{"schema": "overgrant-baseline-1", "findings": [1]}',
        "[" * 99999,
    ],
)
def test_file_that_is_no_baseline(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"baseline\.json"):
        read_baseline(path)
