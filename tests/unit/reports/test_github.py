import re

import pytest
from msgspec.structs import replace

from analyzer.core import Problem, Span
from analyzer.findings.model import Finding
from analyzer.reports import render

COMMAND = re.compile(r"^::(error|warning|notice) ([^:]*)::(.*)$")


def commands(text):
    return [match.groups() for match in map(COMMAND.match, text.splitlines()) if match]


def test_whole_report(report):
    assert render(report, "github").splitlines() == [
        (
            "::error file=services/orders/src/notify.py,line=4,endLine=4,col=3,title=overgrant%3A missing-action"
            "::ProcessOrder calls sns:Publish, which its role does not grant"
        ),
        (
            "::error file=services/orders/template.yaml,line=22,endLine=22,col=17,"
            "title=overgrant%3A unused-action%2C wide-resource"
            "::ProcessOrder never calls dynamodb:DeleteItem on Orders"
            "%0Adynamodb:Query is granted on *, the code reaches ${Orders.Arn}"
        ),
        (
            "::notice file=services/broken.yaml,line=3,endLine=3,col=1,title=overgrant%3A unreadable-template"
            "::this is a list, not a template"
        ),
        (
            "::notice file=services/orders/template.yaml,line=14,endLine=14,col=7,title=overgrant%3A unlocated-code"
            "::the code is in a bucket"
        ),
        (
            "::notice file=services/orders/template.yaml,line=25,endLine=25,col=17,title=overgrant%3A wildcard-action"
            "::s3:* grants more than is needed; 100%25 of it, in fact:%0Awrite nothing, or see why"
        ),
        "3 functions: 2 errors, 1 warning, 3 notes",
        "Left out: 1 suppressed, 2 known to the baseline.",
        (
            "Not seen: service and resource control policies of the organization; session policies; "
            "resource policies of other accounts."
        ),
    ]


@pytest.mark.parametrize(
    "name", ["a,line=1::x.yaml", "a\nb.yaml", "a\r::error::pwned.yaml", "50%0A.yaml", "dir/caf\u00e9.yaml"]
)
def test_a_file_name_cannot_forge_a_command(report, name):
    text = render(replace(report, problems=(Problem("odd", Span(name), "m"),)), "github")
    (command,) = [found for found in commands(text) if "overgrant%3A odd" in found[1]]
    assert command[0] == "warning"
    assert command[1].count(",") == 4
    assert len(commands(text)) == 6
    assert not any(line.startswith("::error::") for line in text.splitlines())


def test_a_message_cannot_start_a_command(report):
    hostile = Problem("odd", Span("a.yaml"), "one\n::stop-commands::x\r::error::y")
    lines = render(replace(report, problems=(hostile,)), "github").splitlines()
    (line,) = [line for line in lines if "a.yaml" in line]
    assert line.endswith("::one%0A::stop-commands::x%0A::error::y")


def test_only_what_a_step_shows(report):
    many = tuple(
        Finding("unused-action", "over-grant", "error", "high", "s3:X", ("s3:X",), (), f"m{n}", Span("t.yaml", 100 + n))
        for n in range(12)
    )
    first = replace(report.functions[0], findings=many)
    text = render(replace(report, functions=(first,)), "github")
    assert sum(command[0] == "error" for command in commands(text)) == 10
    assert "2 more errors in the full report" in text


def test_a_shared_role_is_annotated_once(report):
    other = replace(report.functions[0])
    text = render(replace(report, functions=(report.functions[0], other)), "github")
    assert len([line for line in text.splitlines() if "unused-action" in line]) == 1


def test_an_annotation_says_the_most_severe_of_what_a_statement_grants(report):
    """Seventeen functions on one role have a message each for each of its grants."""
    grants = [(f"m{number}", "warning" if number < 15 else "error") for number in range(17)]
    many = tuple(
        Finding("shared-role", "over-grant", level, "high", "s3:X", ("s3:X",), (), message, Span("t.yaml", 100))
        for message, level in grants
    )
    text = render(replace(report, functions=(replace(report.functions[0], findings=many),)), "github")
    (row,) = [message for *_, message in commands(text) if "m15" in message]
    assert row.split("%0A")[:3] == ["m15", "m16", "m0"]
    assert row.endswith("m2%0A7 more in the full report")


def test_scanned_folder_that_is_the_git_root(report):
    assert "::error file=orders/src/notify.py," in render(replace(report, prefix=""), "github")
