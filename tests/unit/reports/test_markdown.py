import re

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from analyzer.findings.model import Finding
from analyzer.reports import render
from analyzer.reports.document import document
from analyzer.reports.markdown import code, escaped, markdown_text


def test_table_of_a_function(report):
    lines = render(report, "markdown").splitlines()
    start = lines.index("## `ProcessOrder`")
    assert lines[start + 2 : start + 9] == [
        "`orders/template.yaml:12`, sam, `python3.13`, role `ProcessOrderRole` (implicit), analysis incomplete",
        "",
        "| level | rule | grant or action | where | what |",
        "|---|---|---|---|---|",
        (
            "| error | missing-action | `sns:Publish` | `orders/src/notify.py:4` "
            "| ProcessOrder calls sns:Publish, which its role does not grant |"
        ),
        (
            "| error | unused-action | `dynamodb:DeleteItem` | `orders/template.yaml:22` "
            "| ProcessOrder never calls dynamodb:DeleteItem on Orders |"
        ),
        (
            "| warning (medium confidence) | wide-resource | `dynamodb:Query` | `orders/template.yaml:22` "
            r"| dynamodb:Query is granted on \*, the code reaches $\{Orders.Arn\} |"
        ),
    ]


def test_policy_is_folded(report):
    text = render(report, "markdown")
    folded = text[text.index("<details><summary>Minimal policy</summary>") :]
    assert '"Fn::Sub": "${Orders.Arn}/index/by-day"' in folded[: folded.index("</details>")]
    assert text.count("<details>") == text.count("</details>")


def test_end_says_what_is_left_out_and_not_seen(report):
    tail = render(report, "markdown").splitlines()[-5:]
    assert tail[0] == "Left out: 1 suppressed, 2 known to the baseline"
    assert tail[2] == "Incomplete: 2 functions, 1 problem reading the input"
    assert tail[4].startswith("Not seen: service and resource control policies")


def test_what_does_not_fit_is_counted(report):
    copies = replace(report, functions=report.functions * 400)
    limit = 100_000
    text = markdown_text(document(copies), limit)
    shown = text.count("\n## `")
    assert 0 < shown < 1200
    assert f"{1200 - shown} more functions did not fit" in text
    assert len(text.encode()) <= limit + 100


def test_whole_report_stays_under_what_a_step_may_write(report):
    copies = replace(report, functions=report.functions * 1200)
    assert len(render(copies, "markdown").encode()) < 1024 * 1024


def test_input_is_shown_and_not_read():
    assert escaped("a|b <img> @team #1 &amp; *x*\n## y") == (
        r"a\|b \<img\> &#64;team &#35;1 &amp;amp; \*x\* &#35;&#35; y"
    )
    assert code("a`b|c") == r"``a`b\|c``"
    assert code("`") == "`` ` ``"


def test_a_cell_stays_one_line(report):
    finding = Finding(
        "r", "invalid", "note", "high", "x|\ny", (), (), "m\n\n| z |", report.functions[0].findings[0].span
    )
    text = render(replace(report, functions=(replace(report.functions[0], findings=(finding,)),)), "markdown")
    assert r"| note | r | `x\| y` | `orders/src/notify.py:4` | m \| z \| |" in text.splitlines()


HOSTILE = (
    "</details><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](https://example.org) ![i](https://example.org/i.png) <https://example.org>",
    "a|b\n| c | d |\n|---|---|",
    "`` ` ``` ~~~ **bold** _em_ ~~gone~~",
    "@team #12 GH-1 &lt;b&gt; &#60;b&#62;",
    "# head\n- item\n> quote\n    code",
    "\u202egnp.exe\x1b[31m",
)
ALLOWED = {
    "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "pre", "details", "summary",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_words(report, name):
    """Read by a Markdown parser, with raw HTML and tables as GitHub has them."""
    first = report.functions[0]
    declaration = replace(first.entry.declaration, id=name, template=name, runtime=name, handler=name)
    role = replace(first.entry.role, id=name)
    found = tuple(
        replace(finding, grant=name, actions=(name,), resources=(name,), message=name) for finding in first.findings
    )
    gaps = tuple(replace(gap, detail=name) for gap in first.gaps)
    problems = tuple(replace(problem, message=name) for problem in report.problems)
    one = replace(
        first, entry=replace(first.entry, declaration=declaration, role=role), findings=found, gaps=gaps,
        policy_document={"Version": "2012-10-17", "Statement": [{"Sid": name, "Action": [name]}]},
    )  # fmt: skip
    text = render(replace(report, functions=(one,), problems=problems), "markdown")
    shown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    tags = re.findall(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", shown)
    assert {tag for _, tag in tags} <= ALLOWED
    assert sum(not end for end, tag in tags if tag == "details") == sum(
        bool(end) for end, tag in tags if tag == "details"
    )
    for table in re.findall(r"<table>(.*?)</table>", shown, re.DOTALL):
        rows = [len(re.findall("<t[hd]", row)) for row in re.findall("<tr>(.*?)</tr>", table, re.DOTALL)]
        assert len(set(rows)) == 1
    assert "\x1b" not in text
    assert "\u202e" not in text
