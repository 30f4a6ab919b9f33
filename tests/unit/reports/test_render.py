import pytest

from analyzer.reports import FORMATS, render
from analyzer.reports.wording import readable


@pytest.mark.parametrize("kind", FORMATS)
def test_same_report_same_bytes(report, kind):
    assert render(report, kind) == render(report, kind)
    assert render(report, kind).endswith("\n")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_says_what_it_does_not_see(report, kind):
    text = render(report, kind)
    for unseen in ("service and resource control policies", "session policies", "resource policies of other accounts"):
        assert unseen in text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("*", "*"),
        ({"Ref": "Orders"}, "${Orders}"),
        ({"Fn::GetAtt": ["Orders", "Arn"]}, "${Orders.Arn}"),
        ({"Fn::GetAtt": "Orders.Arn"}, "${Orders.Arn}"),
        ({"Fn::Sub": "${Orders.Arn}/index/*"}, "${Orders.Arn}/index/*"),
        ({"Fn::Join": ["", [{"Ref": "A"}, "/x"]]}, "${A}/x"),
        ({"Fn::ImportValue": {"Ref": "A"}}, "${Fn::ImportValue: ${A}}"),
        ({"Fn::Sub": ["${x}", {"x": {"Ref": "A"}}]}, "${Fn::Sub: ${x}, ${x: ${A}}}"),
        ({"Fn::Join": 1}, "${Fn::Join: 1}"),
    ],
)
def test_expression_on_one_line(expression, text):
    assert readable(expression) == text
