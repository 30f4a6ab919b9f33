import time

import pytest

from analyzer.core import Span
from analyzer.findings import Finding, read_suppressions, suppress, unused
from analyzer.findings.model import Related

TEMPLATE = """\
Action:
  - s3:GetObject
  - s3:PutObject  # overgrant: ignore[unused-action] the nightly job writes here
  # overgrant: ignore[unused-action, wildcard-action] both below
  - s3:*
  - s3:DeleteObject  # overgrant: ignore[unused-actions] misspelled
"""


def finding(line: int, rule: str = "unused-action", path: str = "template.yaml", related: tuple = ()) -> Finding:
    span = Span(path, line, 5, line, 9)
    return Finding(rule, "over-grant", "error", "high", "g", (), (), "m", span, related, f"{rule}{line}")


def silenced(result) -> list[Finding]:
    return [one.finding for one in result.silenced]


def test_comments_are_read_with_rules_reason_and_line():
    found = read_suppressions("template.yaml", TEMPLATE)
    assert [(one.rules, one.reason, one.span.line, one.line) for one in found] == [
        (("unused-action",), "the nightly job writes here", 3, 3),
        (("unused-action", "wildcard-action"), "both below", 4, 5),
        (("unused-actions",), "misspelled", 6, 6),
    ]


def test_a_comment_silences_its_rule_on_its_line_only():
    comments = read_suppressions("template.yaml", TEMPLATE)
    on_line, other_line, other_rule = finding(3), finding(2), finding(3, "wide-resource")
    result = suppress([on_line, other_line, other_rule], comments)
    assert silenced(result) == [on_line]
    assert result.kept == (other_line, other_rule)


def test_a_comment_on_a_line_of_its_own_speaks_of_the_next():
    comments = read_suppressions("template.yaml", TEMPLATE)
    below, at = finding(5, "wildcard-action"), finding(4, "wildcard-action")
    result = suppress([below, at], comments)
    assert silenced(result) == [below]
    assert result.kept == (at,)


def test_comments_that_silence_nothing_are_told():
    comments = read_suppressions("template.yaml", TEMPLATE)
    result = suppress([finding(3), finding(5)], comments)
    assert [(one.span.line, one.message) for one in unused(comments, result.used)] == [
        (4, "this comment silences nothing: line 5 has no wildcard-action finding"),
        (6, "this comment silences nothing: there is no rule unused-actions, did you mean unused-action?"),
    ]


def test_a_comment_that_names_no_rule_is_told():
    comments = read_suppressions("a", "s3:*  # overgrant: ignore[] all of it\n")
    assert [one.message for one in unused(comments, ())] == ["this comment silences nothing: it names no rule"]


def test_comments_above_a_line_all_speak_of_it():
    text = "# overgrant: ignore[unused-action] one\n# overgrant: ignore[denied] two\n# why\ns3:Get\n"
    assert [one.line for one in read_suppressions("a", text)] == [4, 4]


def test_a_comment_at_the_call_silences_what_names_the_call():
    comments = read_suppressions("app.py", "client.get()  # overgrant: ignore[wrong-resource] granted by the bucket\n")
    at_template = finding(9, "wrong-resource", related=(Related(Span("app.py", 1), "needed here"),))
    assert silenced(suppress([at_template], comments)) == [at_template]


def test_the_same_line_of_another_file_is_another_line():
    comments = read_suppressions("other.yaml", TEMPLATE)
    assert silenced(suppress([finding(3)], comments)) == []


def test_text_without_comments_and_broken_comments_give_none():
    assert read_suppressions("a", "Action: s3:*\n") == ()
    assert read_suppressions("a", "x # overgrant: ignore unused-action\n# overgrant: ignore[\n") == ()


def test_a_hostile_line_is_read_in_bounded_time():
    assert read_suppressions("a", "# overgrant: ignore[" * 50_000) == ()


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("a.py", 'x = "# overgrant: ignore[denied] no"\ny = 1  # overgrant: ignore[denied] yes\n', [2]),
        ("a.py", '"""Write\n# overgrant: ignore[denied] so\n"""\n', []),
        ("a.py", 'x = "#"  # overgrant: ignore[denied] behind a sign in a string\n', [1]),
        ("a.py", "def broken(:  # overgrant: ignore[denied] still read\n", [1]),
        ("a.yaml", 'A: "# overgrant: ignore[denied] no"\nB: b#  # overgrant: ignore[denied] yes\n', [2]),
        (
            "a.yaml",
            "A: |  # overgrant: ignore[denied] yes\n  # overgrant: ignore[denied] no comment: text\n  a text, not code\n",
            [1],
        ),
        (
            "a.yaml",
            'A: |\n  x = 1  # overgrant: ignore[denied] yes\n  """\n  # overgrant: ignore[denied] no\n  """\nB: 1\n',
            [2],
        ),
        ("a.yaml", "A: b# overgrant:ignore[denied] part of the word\n", []),
        ("a.json", '{"A": "# overgrant: ignore[denied] no"}\n', []),
        ("a.tf", 'a = "# overgrant: ignore[denied] no" # overgrant: ignore[denied] yes\n', [1]),
        ("a.tf", 'a = "${b("}", "#")} # overgrant: ignore[denied] no"\n# overgrant: ignore[denied] yes\n', [2]),
        ("a.tf", "a = <<-X\n  # overgrant: ignore[denied] no\n  X\n# overgrant: ignore[denied] yes\n", [4]),
        ("a.tf", "/* # overgrant: ignore[denied] no */ // # overgrant: ignore[denied] no\n", []),
    ],
)
def test_only_comments_count(path: str, text: str, lines: list[int]):
    assert [one.span.line for one in read_suppressions(path, text)] == lines


@pytest.mark.parametrize("path", ["a.py", "a.yaml", "a.tf"])
@pytest.mark.parametrize("piece", ['"# ', "# ", "<<X\n", "/* ", "${ ", "- |\n  #\n"])
def test_hostile_files_are_read_in_bounded_time(path: str, piece: str):
    begun = time.perf_counter()
    read_suppressions(path, piece * 20_000 + "# overgrant: ignore[denied] end\n")
    assert time.perf_counter() - begun < 20
