"""What a template's plain text turns off: said once for each function, with whether the role grants it."""

import json

import pytest
from msgspec.structs import replace

from analyzer.core import Lit, Span, Text
from analyzer.needs.model import Evidence, Need, NeedResource
from analyzer.reports import render
from analyzer.reports.explanation import explanation
from analyzer.reports.lines import plain


def need(action):
    return Need(
        action,
        (NeedResource(Text((Lit("arn:aws:s3:::files/old"),))),),
        "call",
        (Evidence(Span("a.py", 3), "s3.GetObject"),),
    )


@pytest.fixture
def switched(report):
    """A report whose third function calls S3 and SNS only with another DRY_RUN; its role grants s3:*."""
    tidy = replace(report.functions[2], off=(need("s3:GetObject"), need("sns:Publish")), settings=("DRY_RUN",))
    return replace(report, functions=(tidy,))


def test_text_says_so_once_and_marks_what_is_not_granted(switched):
    shown = render(switched, "text")
    part = shown[shown.index("  Only with") :].splitlines()[:3]
    assert part == [
        "  Only with other values of DRY_RUN:",
        "    s3:GetObject  on arn:aws:s3:::files/old",
        "    sns:Publish  on arn:aws:s3:::files/old  (not granted)",
    ]


def test_json_lists_them_beside_the_needs_and_only_there(switched, report):
    function = json.loads(render(switched, "json"))["functions"][0]
    assert [(one["action"], one["variables"], one["granted"]) for one in function["switched_off"]] == [
        ("s3:GetObject", ["DRY_RUN"], True),
        ("sns:Publish", ["DRY_RUN"], False),
    ]
    assert all(one["action"] != "sns:Publish" for one in function["needs"])
    assert "switched_off" not in json.loads(render(report, "json"))["functions"][0]


def test_markdown_folds_them_away(switched):
    shown = render(switched, "markdown")
    assert "Only with other values of DRY\\_RUN" in shown
    assert "| `sns:Publish` | `arn:aws:s3:::files/old` | no |" in shown


def test_explanations_name_the_variable_and_what_it_turns_off(switched):
    lines = plain(explanation(switched.functions[0], "sns:*", lambda *_: ""))
    assert "the template gives DRY_RUN as plain text" in lines
    assert "it would call for sns:Publish" in lines
    assert "s3:GetObject" not in lines


def test_no_settings_no_words(report):
    assert all("Only with other values" not in render(report, kind) for kind in ("text", "markdown"))
