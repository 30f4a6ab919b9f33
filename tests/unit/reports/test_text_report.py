from textwrap import dedent

from msgspec.structs import replace

from analyzer.core import Problem, Span
from analyzer.reports import render

PROCESS_ORDER = dedent("""\
    ProcessOrder  orders/template.yaml:12  sam, python3.13, analysis incomplete
      handler app.handler at orders/src/app.py:31
      role    ProcessOrderRole (implicit, shared with Other)
      Not needed:
        error  dynamodb:DeleteItem  [unused-action]
          orders/template.yaml:22:17  ProcessOrder never calls dynamodb:DeleteItem on Orders
          resources  ${Orders.Arn}
          see        orders/src/store.py:9  the only use of Orders
        note  s3:*  [wildcard-action, low confidence]
          orders/template.yaml:25:17  s3:* grants more than is needed; 100% of it, in fact:\\nwrite nothing, or see why
          actions    s3:Action0, s3:Action1, s3:Action2, s3:Action3, s3:Action4, s3:Action5, s3:Action6, s3:Action7, \
s3:Action8, s3:Action9, s3:Action10, s3:Action11 and 8 more
      Wider than needed:
        warning  dynamodb:Query  [wide-resource, medium confidence]
          orders/template.yaml:22:40  dynamodb:Query is granted on *, the code reaches ${Orders.Arn}
          resources  *
      Missing:
        error  sns:Publish  [missing-action]
          orders/src/notify.py:4:3  ProcessOrder calls sns:Publish, which its role does not grant
          resources  *
      Needed:
        dynamodb:Query  on ${Orders.Arn}, ${Orders.Arn}/index/by-day
          orders/src/store.py:9:12  dynamodb.Query and 1 other place
        sns:Publish  (possible)  on *
          orders/src/notify.py:4:3  sns.Publish
        kms:Decrypt  on ${Key.Arn}
          orders/template.yaml:30:7  its SQS event source
      Write instead  (other forms: overgrant policy --function ProcessOrder):
        - Sid: Orders
          Effect: Allow
          Action:
            - dynamodb:Query
          Resource:
            - !GetAtt Orders.Arn
            - !Sub ${Orders.Arn}/index/by-day
        - Sid: PossibleSns
          Effect: Allow
          Action:
            - sns:Publish
          Resource:
            - '*'
      Not known:
        orders/src/app.py:20  the method of s3 is chosen by the event [dynamic-operation]
    """)

REST = dedent("""\

    Remote  orders/template.yaml:12  sam, python3.13, analysis incomplete
      role    ProcessOrderRole (implicit, shared with Other)
      Not analysed:
        note  [unlocated-code]
          orders/template.yaml:14:7  the code is in a bucket

    Tidy  orders/template.yaml:12  sam, python3.13
      handler app.handler at orders/src/app.py:31
      role    ProcessOrderRole (implicit, shared with Other)
      Needed:
        dynamodb:Query  on ${Orders.Arn}, ${Orders.Arn}/index/by-day
          orders/src/store.py:9:12  dynamodb.Query and 1 other place
      ok  the role grants what the code needs, and nothing else was found

    Outside of any function
      Not analysed:
        note  [unreadable-template]
          broken.yaml:3:1  this is a list, not a template

    Suppressed
      orders/template.yaml:27  ProcessOrder never calls s3:PutObject [unused-action]
        because the nightly job needs it

    3 functions: 2 errors, 1 warning, 3 notes
    Left out: 1 suppressed, 2 known to the baseline
    Incomplete: 2 functions, 1 problem reading the input
    Not seen: service and resource control policies of the organization; session policies; \
resource policies of other accounts.
    """)


def test_whole_report(report):
    assert render(report, "text") == PROCESS_ORDER + REST


def test_problem_without_a_finding_is_told(report):
    problem = Problem("too-large", Span("big.py"), "50 MB are more than is read")
    assert "  big.py:1  50 MB are more than is read [too-large]\n" in render(
        replace(report, problems=(problem,)), "text"
    )


def test_colour_changes_no_word(report):
    import re

    coloured = render(report, "text", colour=True)
    assert "\x1b[1;31merror\x1b[0m" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == render(report, "text").splitlines()


def test_control_characters_of_the_input_are_written_out(report):
    problem = Problem("bad-name", Span("a\x1b[2Jb.yaml"), "title\x07 \u202egnp.exe")
    text = render(replace(report, problems=(problem,)), "text")
    assert r"a\x1b[2Jb.yaml:1  title\x07 \u202egnp.exe" in text
    assert "\x1b" not in text


def test_nothing_found():
    from analyzer.reports.model import Report, Stats

    assert render(Report((), (), Stats()), "text").splitlines()[0] == "0 functions: 0 errors, 0 warnings, 0 notes"


def test_what_holds_of_a_role_stands_in_full_once(report):
    """A second function on the role: its findings of the same grants are one line for each rule."""
    first = report.functions[0]
    declaration = replace(first.entry.declaration, id="Other")
    findings = tuple(replace(one, message=one.message.replace("ProcessOrder", "Other")) for one in first.findings)
    second = replace(first, entry=replace(first.entry, declaration=declaration), findings=findings)
    text = render(replace(report, functions=(first, second)), "text").partition("\nOther  ")[2]
    again = "    error  dynamodb:DeleteItem  [unused-action]\n      as under   ProcessOrder, on the same role\n"
    assert again in text
    assert "Other never calls dynamodb:DeleteItem" not in text
    lone = replace(second, entry=replace(second.entry, shared_with=()))
    assert "Other never calls dynamodb:DeleteItem" in render(replace(report, functions=(first, lone)), "text")
