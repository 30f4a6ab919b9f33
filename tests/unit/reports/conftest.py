"""A hand-made Report that holds one of everything a renderer has to show."""

import pytest

from analyzer.accesses.model import Frame
from analyzer.core import Gap, Problem, Ref, Span, Text, lit
from analyzer.findings import Silenced, Suppression
from analyzer.findings.model import Finding, Related
from analyzer.functions.model import Entry
from analyzer.iam.model import Condition, Statement
from analyzer.needs.model import Evidence, Need, NeedResource
from analyzer.policies.model import Explained, MinimalPolicy
from analyzer.reports.model import FunctionReport, Report, Stats
from analyzer.templates.model import CodeSource, FunctionDecl, Grant, RoleDecl, Template

TEMPLATE = "orders/template.yaml"
STORE = "orders/src/store.py"


def span(path: str, line: int, column: int = 1, end_line: int | None = None) -> Span:
    return Span(path, line, column, end_line or line, column + 10)


ORDERS = Text.of(Ref("Orders", "Arn"))
BY_DAY = Text.of(Ref("Orders", "Arn"), "/index/by-day")

QUERY = Need(
    "dynamodb:Query",
    (NeedResource(ORDERS, "Orders"), NeedResource(BY_DAY, "Orders")),
    "call",
    (
        Evidence(span(STORE, 9, 12), "dynamodb.Query", (Frame(span("orders/src/app.py", 34, 5), "handler"),)),
        Evidence(span(STORE, 21, 12), "dynamodb.Query"),
    ),
)
PUBLISH = Need(
    "sns:Publish",
    (NeedResource(lit("*"), None, "any"),),
    "library",
    (Evidence(span("orders/src/notify.py", 4, 3), "sns.Publish"),),
    certainty="possible",
    because="the topic comes from the event",
)
ENCRYPT = Need(
    "kms:Decrypt",
    (NeedResource(Text.of(Ref("Key", "Arn")), "Key"),),
    "event-source",
    (Evidence(span(TEMPLATE, 30, 7), "event SQS"),),
    conditions=(Condition("StringEquals", "kms:ViaService", (Text.of("sqs.", Ref("AWS::Region"), ".amazonaws.com"),)),),
)
LEGITIMATE = Need("s3:ListBucket", (NeedResource(lit("*"), None, "any"),), "call", (), explains_only=True)

FINDINGS = (
    Finding(
        "missing-action", "missing", "error", "high", None, ("sns:Publish",), ("*",),
        "ProcessOrder calls sns:Publish, which its role does not grant",
        span("orders/src/notify.py", 4, 3), fingerprint="b" * 16,
    ),
    Finding(
        "unused-action", "over-grant", "error", "high", "dynamodb:DeleteItem", ("dynamodb:DeleteItem",),
        ("${Orders.Arn}",), "ProcessOrder never calls dynamodb:DeleteItem on Orders", span(TEMPLATE, 22, 17),
        (Related(span(STORE, 9, 12), "the only use of Orders"),), "a" * 16,
    ),
    Finding(
        "wide-resource", "wide-resource", "warning", "medium", "dynamodb:Query", ("dynamodb:Query",), ("*",),
        "dynamodb:Query is granted on *, the code reaches ${Orders.Arn}", span(TEMPLATE, 22, 40), (), "c" * 16,
    ),
    Finding(
        "wildcard-action", "over-grant", "note", "low", "s3:*", tuple(f"s3:Action{n}" for n in range(20)), (),
        "s3:* grants more than is needed; 100% of it, in fact:\nwrite nothing, or see why", span(TEMPLATE, 25, 17),
        (), "d" * 16,
    ),
)  # fmt: skip

SUPPRESSED = Silenced(
    Finding(
        "unused-action", "over-grant", "error", "high", "s3:PutObject", ("s3:PutObject",), (),
        "ProcessOrder never calls s3:PutObject", span(TEMPLATE, 27, 17), fingerprint="9" * 16,
    ),
    Suppression(span(TEMPLATE, 27, 40), ("unused-action",), "the nightly job needs it", 27),
)  # fmt: skip

STATEMENTS = (
    Statement("Allow", ("dynamodb:Query",), (), (ORDERS, BY_DAY), sid="Orders"),
    Statement("Allow", ("sns:Publish",), (), (lit("*"),), sid="PossibleSns"),
)
DOCUMENT = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Orders",
            "Effect": "Allow",
            "Action": ["dynamodb:Query"],
            "Resource": [{"Fn::GetAtt": ["Orders", "Arn"]}, {"Fn::Sub": "${Orders.Arn}/index/by-day"}],
        },
        {"Sid": "PossibleSns", "Effect": "Allow", "Action": ["sns:Publish"], "Resource": ["*"]},
    ],
}
EXPRESSIONS = {
    "${Orders.Arn}": {"Fn::GetAtt": ["Orders", "Arn"]},
    "${Orders.Arn}/index/by-day": {"Fn::Sub": "${Orders.Arn}/index/by-day"},
    "${Key.Arn}": {"Fn::GetAtt": ["Key", "Arn"]},
    "sqs.${AWS::Region}.amazonaws.com": {"Fn::Sub": "sqs.${AWS::Region}.amazonaws.com"},
}


def role() -> RoleDecl:
    deletion = Statement("Allow", ("dynamodb:DeleteItem", "dynamodb:Query"), (), (lit("*"),))
    storage = Statement("Allow", ("s3:*",), (), (lit("*"),))
    grants = (
        Grant(deletion, "inline", span(TEMPLATE, 21, 13, 23), "", (span(TEMPLATE, 22, 17), span(TEMPLATE, 22, 40))),
        Grant(storage, "inline", span(TEMPLATE, 24, 13, 26), "", (span(TEMPLATE, 25, 17),)),
    )
    return RoleDecl("ProcessOrderRole", "implicit", span(TEMPLATE, 12, 3), grants)


def entry(name: str, located: bool = True) -> Entry:
    code = CodeSource("directory" if located else "remote", span(TEMPLATE, 14, 7), path="orders/src" if located else "")
    declaration = FunctionDecl(
        name, "sam", TEMPLATE, span(TEMPLATE, 12, 3), "python3.13", "app.handler", code, "ProcessOrderRole"
    )
    return Entry(
        declaration,
        Template(TEMPLATE, "sam", functions=(declaration,)),
        role(),
        "app" if located else None,
        "handler" if located else None,
        "orders/src/app.py" if located else None,
        shared_with=("Other",),
    )


def process_order() -> FunctionReport:
    return FunctionReport(
        entry("ProcessOrder"),
        ("orders/src/app.py", 31),
        complete=False,
        needs=(QUERY, PUBLISH, ENCRYPT, LEGITIMATE),
        policy=MinimalPolicy((Explained(STATEMENTS[0], (QUERY,)), Explained(STATEMENTS[1], (PUBLISH,)))),
        policy_document=DOCUMENT,
        expressions=EXPRESSIONS,
        gaps=(Gap("dynamic-operation", span("orders/src/app.py", 20), "the method of s3 is chosen by the event"),),
        findings=FINDINGS,
    )


def remote() -> FunctionReport:
    lost = Finding(
        "unlocated-code", "analysis", "note", "high", None, (), (), "the code is in a bucket", span(TEMPLATE, 14, 7),
        fingerprint="e" * 16,
    )  # fmt: skip
    empty = {"Version": "2012-10-17", "Statement": []}
    return FunctionReport(entry("Remote", located=False), None, False, (), MinimalPolicy(()), empty, {}, (), (lost,))


def clean() -> FunctionReport:
    return FunctionReport(entry("Tidy"), ("orders/src/app.py", 31), True, (QUERY,), process_order().policy, DOCUMENT,
                          EXPRESSIONS, (), ())  # fmt: skip


@pytest.fixture
def report() -> Report:
    """Three functions: one with everything, one whose code is elsewhere, one that is fine."""
    problem = Problem("template-unreadable", Span("broken.yaml", 3, 1, 3, 1), "this is a list, not a template")
    unreadable = Finding(
        "unreadable-template", "analysis", "note", "high", None, (), (), "this is a list, not a template",
        Span("broken.yaml", 3, 1, 3, 1), fingerprint="f" * 16,
    )  # fmt: skip
    return Report(
        (process_order(), remote(), clean()),
        (problem,),
        Stats(5, 3, 0.12345, 2),
        versions=(("iam_data", "2026-11-01"), ("sdk_data", "2026-10-30 (botocore 1.44.5)"), ("version", "0.1.0")),
        prefix="services",
        findings=(unreadable,),
        suppressed=(SUPPRESSED,),
        baselined=2,
    )
