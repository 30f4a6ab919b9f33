"""The harness itself: a report that differs from the comments in any way is caught, and said where."""

from pathlib import Path

import pytest
from casebook import Case, disagreements, read_case

from analyzer.core import Gap, Problem, Span, lit, ref
from analyzer.core.text import Text
from analyzer.findings.model import Finding, Related
from analyzer.functions.model import Entry
from analyzer.needs.model import Evidence, Need, NeedResource
from analyzer.policies.model import MinimalPolicy
from analyzer.reports.model import FunctionReport, Report, Stats
from analyzer.templates.model import CodeSource, FunctionDecl, RoleDecl, Template

SOURCE = "table.put_item()  # {source}\nother()\n"
ORDERS = ref("Orders", "Arn")
TEMPLATE = "Resources:\n  Fn:\n    Events: x  # {events}\n    Action: a  # {action}\n"


def case(tmp_path: Path, source: str = "ok", events: str = "x", action: str = "x") -> Case:
    (tmp_path / "case.toml").write_text('title = "t"\nwhy = "w"\n')
    (tmp_path / "app.py").write_text(SOURCE.format(source=source))
    (tmp_path / "template.yaml").write_text(TEMPLATE.format(events=events, action=action))
    return read_case(tmp_path)


def need(action="dynamodb:PutItem", text=ORDERS, line=1, path="app.py", logical_id="Orders", **more) -> Need:
    evidence = (Evidence(Span(path, line), "dynamodb.PutItem"),)
    return Need(action, (NeedResource(text, logical_id),), more.pop("origin", "call"), evidence, **more)


def finding(rule="unused-action", grant="s3:Get", line=4, confidence="high", level="error", **more) -> Finding:
    return Finding(
        rule=rule,
        category=more.pop("category", "over-grant"),
        level=level,
        confidence=confidence,
        grant=grant,
        actions=more.pop("actions", ("s3:Get",)),
        resources=(),
        message="m",
        span=Span(more.pop("path", "template.yaml"), line),
        **more,
    )


def report(*names: str, needs=(), gaps=(), findings=(), problems=(), elsewhere=()) -> Report:
    def function(name: str) -> FunctionReport:
        code = CodeSource("directory", Span("template.yaml", 2), path=".")
        declared = FunctionDecl(
            name, "sam", "template.yaml", Span("template.yaml", 2), "python3.13", "app.f", code, "Role"
        )
        role = RoleDecl("Role", "implicit", Span("template.yaml", 2))
        entry = Entry(declared, Template("template.yaml", "sam"), role, "app", "f", "app.py")
        policy = MinimalPolicy(())
        return FunctionReport(
            entry, None, True, tuple(needs), policy, {}, {}, tuple(gaps), tuple(findings), tuple(elsewhere)
        )

    return Report(tuple(function(name) for name in names or ("Fn",)), tuple(problems), Stats())


NEEDED = "needs: dynamodb:PutItem @ {Orders}"


def said(*arguments, **keywords) -> str:
    return "\n".join(disagreements(*arguments, **keywords))


def test_agreement_is_silent(tmp_path: Path) -> None:
    assert disagreements(case(tmp_path, NEEDED), report(needs=[need()])) == []


def test_a_need_that_is_not_reported(tmp_path: Path) -> None:
    assert "app.py:1: needs: dynamodb:PutItem @ {Orders}" in said(case(tmp_path, NEEDED), report())


def test_a_need_that_no_comment_says(tmp_path: Path) -> None:
    assert "app.py:1: Fn is said to need" in said(case(tmp_path, "x"), report(needs=[need()]))


def test_a_need_on_another_resource(tmp_path: Path) -> None:
    other = need(text=lit("*"), logical_id=None)
    text = said(case(tmp_path, NEEDED), report(needs=[other]))
    assert "not reported, only dynamodb:PutItem @ *" in text
    assert "which no comment says" in text


def test_a_need_from_another_line(tmp_path: Path) -> None:
    assert "but from app.py:2" in said(case(tmp_path, NEEDED), report(needs=[need(line=2)]))


def test_evidence_on_a_second_line_must_be_annotated_too(tmp_path: Path) -> None:
    both = need()
    both = Need(both.action, both.resources, "call", (*both.evidence, Evidence(Span("app.py", 2), "dynamodb.PutItem")))
    assert "app.py:2: Fn is said to need dynamodb:PutItem here" in said(case(tmp_path, NEEDED), report(needs=[both]))


@pytest.mark.parametrize("certainty", ["certain", "possible"])
def test_certainty_is_part_of_the_truth(tmp_path: Path, certainty: str) -> None:
    text = said(
        case(tmp_path, "needs: possible dynamodb:PutItem @ {Orders}"), report(needs=[need(certainty=certainty)])
    )
    assert (text == "") == (certainty == "possible")


def test_missing_that_starts_to_be_right_fails(tmp_path: Path) -> None:
    known = case(tmp_path, "needs: MISSING dynamodb:PutItem @ {Orders}")
    assert disagreements(known, report()) == []
    assert "delete the word MISSING" in said(known, report(needs=[need()]))


def test_spurious_that_is_gone_fails(tmp_path: Path) -> None:
    known = case(tmp_path, "needs: SPURIOUS dynamodb:PutItem @ {Orders}")
    assert disagreements(known, report(needs=[need()])) == []
    assert "delete the comment" in said(known, report())


def test_unqualified_source_comments_bind_every_function(tmp_path: Path) -> None:
    both = report("Fn", "Other", needs=[need()])
    assert disagreements(case(tmp_path, NEEDED), both) == []
    assert "Other is said to need" in said(case(tmp_path, NEEDED.replace("needs", "needs[Fn]")), both)


def test_a_comment_of_a_function_that_is_not_reported(tmp_path: Path) -> None:
    assert "no function Nobody" in said(case(tmp_path, "needs[Nobody]: a:B"), report())


def test_event_source_needs_stand_in_the_template(tmp_path: Path) -> None:
    polled = need("sqs:ReceiveMessage", ref("Queue", "Arn"), 2, "template.yaml", "Queue", origin="event-source")
    assert disagreements(case(tmp_path, events="needs: sqs:ReceiveMessage @ {Queue}"), report(needs=[polled])) == []
    assert "which no comment says" in said(case(tmp_path), report(needs=[polled]))


def test_runtime_needs_are_implicit(tmp_path: Path) -> None:
    logs = need("logs:PutLogEvents", lit("*"), 2, "template.yaml", None, origin="runtime")
    assert disagreements(case(tmp_path), report(needs=[logs])) == []


def test_explaining_needs_are_optional(tmp_path: Path) -> None:
    head = need("s3:ListBucket", lit("*"), 2, logical_id=None, explains_only=True)
    assert disagreements(case(tmp_path, "x"), report(needs=[head])) == []


def test_gaps_both_ways(tmp_path: Path) -> None:
    gap = Gap("reflection", Span("app.py", 1), "d")
    assert disagreements(case(tmp_path, "gap: reflection"), report(gaps=[gap])) == []
    assert "app.py:1: gap: reflection: not reported" in said(case(tmp_path, "gap: reflection"), report())
    assert "app.py:1: gap reflection: d: Fn has this gap" in said(case(tmp_path, "x"), report(gaps=[gap]))


def test_findings_both_ways(tmp_path: Path) -> None:
    stated = case(tmp_path, "x", action="finding: unused-action s3:Get")
    assert disagreements(stated, report(findings=[finding()])) == []
    assert "template.yaml:4: finding: unused-action s3:Get: not found" in said(stated, report())
    assert "which no comment says" in said(case(tmp_path, "x"), report(findings=[finding()]))


def test_a_finding_is_met_at_its_own_place_or_a_related_one(tmp_path: Path) -> None:
    stated = case(tmp_path, "x", action="finding: unused-action s3:Get")
    related = (Related(Span("template.yaml", 4), "r"),)
    assert disagreements(stated, report(findings=[finding(line=9, related=related)])) == []
    assert "not found" in said(stated, report(findings=[finding(line=9)]))


def test_confidence_and_level_of_a_finding(tmp_path: Path) -> None:
    sure, low = "finding: unused-action s3:Get", "finding: unused-action s3:Get (low)"
    doubtful = report(findings=[finding(confidence="low", level="note")])
    assert disagreements(case(tmp_path, "x", action=low), doubtful) == []
    assert "confidence" in said(case(tmp_path, "x", action=sure), doubtful)
    assert "confidence" in said(case(tmp_path, "x", action=low), report(findings=[finding()]))
    assert "level" in said(case(tmp_path, "x", action=sure), report(findings=[finding(level="warning")]))


def test_a_gap_needs_no_second_comment_for_its_finding(tmp_path: Path) -> None:
    gap = Gap("reflection", Span("app.py", 1), "d")
    note = finding("unresolved-call", None, 1, category="analysis", level="note", path="app.py", actions=())
    assert disagreements(case(tmp_path, "gap: reflection"), report(gaps=[gap], findings=[note])) == []


def test_ok_is_a_claim(tmp_path: Path) -> None:
    assert "says ok" in said(case(tmp_path, "ok"), report(needs=[need()]))


def test_problems_both_ways(tmp_path: Path) -> None:
    problem = Problem("unparsable", Span("app.py", 1), "m")
    assert disagreements(case(tmp_path, "problem: unparsable"), report(problems=[problem])) == []
    assert "not reported" in said(case(tmp_path, "problem: unparsable"), report())
    assert "app.py:1: problem unparsable" in said(case(tmp_path, "x"), report(problems=[problem]))


def test_other_principals(tmp_path: Path) -> None:
    row = [("arn:aws:iam::1:role/x", "s3.GetObject")]
    assert disagreements(case(tmp_path, "elsewhere: s3.GetObject"), report(elsewhere=row)) == []
    assert "principals" in said(case(tmp_path, "elsewhere: s3.GetObject"), report())
    assert "which no comment says" in said(case(tmp_path, "x"), report(elsewhere=row))


def test_no_function_is_only_right_where_the_case_says_so(tmp_path: Path) -> None:
    empty = Report((), (), Stats())
    assert "no function reported" in said(case(tmp_path, "x"), empty)


@pytest.mark.parametrize(
    ("text", "logical_id", "form"),
    [
        (Text.of(ref("Orders", "Arn"), "/index/by-day"), "Orders", "{Orders}/index/by-day"),
        (ref("Topic"), "Topic", "{Topic}"),
        (Text.of("arn:", ref("AWS::Partition"), ":s3:::", ref("Bucket"), "/*"), "Bucket", "{Bucket}/*"),
        (lit("*"), None, "*"),
        (lit("arn:aws:s3:::logs/*"), None, "arn:aws:s3:::logs/*"),
        (
            Text.of(
                "arn:",
                ref("AWS::Partition"),
                ":dynamodb:",
                ref("AWS::Region"),
                ":",
                ref("AWS::AccountId"),
                ":table/",
                ref("Name"),
            ),
            None,
            "arn::dynamodb:::table/{Name}",
        ),
    ],
)
def test_how_a_resource_is_written(text: Text, logical_id: str | None, form: str) -> None:
    from casebook.forms import written

    assert written(NeedResource(text, logical_id)) == form
