"""Policy documents to grants: places, forms, conditions, and what is not understood."""

import pytest

from analyzer.templates.document import parse
from analyzer.templates.scope import ReadOptions, scope_of
from analyzer.templates.statements import Origin, read_document, trusted_principals

TEMPLATE = b"""
Conditions: {C: !Equals [!Ref P, x], Known: !Equals [a, b]}
Mappings: {M: {one: {arns: [x, y], acts: [a:B, a:C]}, two: {acts: [a:D]}}}
"""
SCOPE = scope_of(parse(TEMPLATE, "t")[0], ReadOptions())


def reading(text):
    return read_document(parse(text.encode(), "t.yaml")[0], SCOPE, Origin("inline"))


def shown(grant):
    statement = grant.statement
    return (statement.effect, statement.actions, tuple(map(str, statement.resources)), grant.conditional)


def test_every_part_of_a_statement_has_its_place():
    grants = reading(
        "Statement:\n"
        "  - Effect: Allow\n"
        "    Action:\n"
        "      - s3:GetObject\n"
        "      - 's3:PutObject'\n"
        "    Resource: [!Sub '${B.Arn}/*', '*']\n"
    ).grants
    (grant,) = grants
    assert (grant.span.line, grant.span.column, grant.span.end_line) == (2, 5, 6)
    assert [(span.line, span.column, span.end_column) for span in grant.action_spans] == [(4, 9, 21), (5, 9, 23)]
    assert [(span.line, span.column, span.end_column) for span in grant.resource_spans] == [(6, 16, 33), (6, 35, 38)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{Statement: {Effect: Allow, Action: a:B, Resource: '*'}}", [("Allow", ("a:B",), ("*",), False)]),
        ("{Statement: [{Effect: Deny, Action: [a:B, a:C], Resource: x}]}", [("Deny", ("a:B", "a:C"), ("x",), False)]),
        (
            "{Statement: [!If [C, {Effect: Allow, Action: a:B, Resource: x}, {Effect: Allow, Action: a:C, Resource: x}]]}",
            [("Allow", ("a:B",), ("x",), True), ("Allow", ("a:C",), ("x",), True)],
        ),
        (
            "{Statement: [!If [C, {Effect: Allow, Action: a:B, Resource: x}, !Ref AWS::NoValue]]}",
            [("Allow", ("a:B",), ("x",), True)],
        ),
        (
            "{Statement: {Effect: Allow, Action: a:B, Resource: !FindInMap [M, one, arns]}}",
            [("Allow", ("a:B",), ("x", "y"), False)],
        ),
        (
            "{Statement: {Effect: Allow, Action: !FindInMap [M, !Ref P, acts], Resource: x}}",
            [("Allow", ("a:B", "a:C", "a:D"), ("x",), True)],
        ),
        (
            "{Statement: [!If [Known, {Effect: Allow, Action: a:B, Resource: x}, {Effect: Allow, Action: a:C, Resource: x}]]}",
            [("Allow", ("a:C",), ("x",), False)],
        ),
        (
            "!If [C, {Statement: {Effect: Allow, Action: a:B, Resource: x}}, {Statement: []}]",
            [("Allow", ("a:B",), ("x",), True)],
        ),
        (
            "{Statement: {Effect: Allow, Action: !If [C, [a:B, a:C], a:D], Resource: x}}",
            [("Allow", ("a:B", "a:C", "a:D"), ("x",), True)],
        ),
        (
            "{Statement: {Effect: Allow, Action: a:B, Resource: [x, !If [C, y, !Ref AWS::NoValue]]}}",
            [("Allow", ("a:B",), ("x", "y"), True)],
        ),
        (
            "{Statement: {Effect: !If [C, Allow, Deny], Action: a:B, Resource: x}}",
            [("Allow", ("a:B",), ("x",), True), ("Deny", ("a:B",), ("x",), True)],
        ),
    ],
)
def test_forms_of_statements(text, expected):
    found = reading(text)
    assert [shown(grant) for grant in found.grants] == expected
    assert found.gaps == ()


def test_not_action_and_not_resource_keep_their_places():
    (grant,) = reading("{Statement: {Effect: Allow, NotAction: [iam:*], NotResource: x}}").grants
    assert grant.statement.not_actions == ("iam:*",)
    assert [str(text) for text in grant.statement.not_resources] == ["x"]
    assert len(grant.action_spans) == len(grant.resource_spans) == 1


def test_conditions_are_lines_of_operator_key_and_values():
    (grant,) = reading(
        "{Statement: {Effect: Allow, Action: a:B, Resource: x, "
        "Condition: {StringEquals: {aws:a: [v, !Ref P], aws:b: w}, Bool: {aws:c: true}}}}"
    ).grants
    lines = [(line.operator, line.key, tuple(map(str, line.values))) for line in grant.statement.conditions]
    assert lines == [
        ("StringEquals", "aws:a", ("v", "${P}")),
        ("StringEquals", "aws:b", ("w",)),
        ("Bool", "aws:c", ("true",)),
    ]


@pytest.mark.parametrize(
    ("text", "count", "word"),
    [
        ("{Statement: {Effect: Allow, Action: [a:B, !Ref P], Resource: x}}", 1, "an action that is not known"),
        ("{Statement: {Effect: !Ref P, Action: a:B, Resource: x}}", 0, "Effect"),
        ("{Statement: {Action: a:B, Resource: x}}", 0, "Effect"),
        ("{Statement: [text]}", 0, "no mapping"),
        ("{Version: x}", 0, "no mapping with a Statement"),
        ("!Sub '{}'", 0, "no mapping with a Statement"),
    ],
)
def test_what_is_not_understood_is_a_gap_and_not_a_guess(text, count, word):
    found = reading(text)
    assert len(found.grants) == count
    assert [gap.kind for gap in found.gaps] == ["unknown-role"]
    assert word in found.gaps[0].detail


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        ("{Service: lambda.amazonaws.com}", ("lambda.amazonaws.com",)),
        ("{Service: [states.amazonaws.com, lambda.amazonaws.com]}", ("lambda.amazonaws.com", "states.amazonaws.com")),
        ("{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}", ("arn:aws:iam::${AWS::AccountId}:root",)),
        ("'*'", ("*",)),
        ("!If [C, {Service: a}, {Service: b}]", ("a", "b")),
        ("{Federated: x, Service: !If [C, a, !Ref AWS::NoValue]}", ("a", "x")),
    ],
)
def test_trusted_principals(principal, expected):
    document = parse(f"{{Statement: {{Effect: Allow, Principal: {principal}, Action: sts:AssumeRole}}}}".encode(), "t")[
        0
    ]
    assert trusted_principals(document, SCOPE) == expected
