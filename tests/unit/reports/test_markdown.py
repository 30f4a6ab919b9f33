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
