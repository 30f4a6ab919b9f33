"""``Fn::ForEach`` written out, and macros that may change what is read."""

import pytest

HEAD = "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n"
LOOP = """
Parameters: {Names: {Type: CommaDelimitedList, Default: "orders, users"}, Other: {Type: CommaDelimitedList}}
Mappings: {Sets: {all: {Names: [orders, users]}}}
Resources:
  Fn::ForEach::Functions:
    - Name
    - VALUES
    - ${Name}Function:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: python3.12
          Handler: !Sub ${Name}.handler
          Environment: {Variables: {TABLE: !Ref Name}}
          Policies: [{Statement: [{Effect: Allow, Action: dynamodb:GetItem, Resource: !Sub "arn:aws:dynamodb:*:*:table/${Name}"}]}]
"""


@pytest.mark.parametrize("values", ["[orders, users]", "!Ref Names", "!FindInMap [Sets, all, Names]"])
def test_a_loop_makes_a_function_for_every_value(read_template, values):
    template = read_template(HEAD + LOOP.replace("VALUES", values))
    assert [(one.id, one.handler, str(one.environment[0][1][0])) for one in template.functions] == [
        ("ordersFunction", "orders.handler", "orders"),
        ("usersFunction", "users.handler", "users"),
    ]
    first = [grant for role in template.roles for grant in role.grants if grant.source == "inline"]
    assert [str(grant.statement.resources[0]) for grant in first] == [
        "arn:aws:dynamodb:*:*:table/orders",
        "arn:aws:dynamodb:*:*:table/users",
    ]
    assert template.functions[0].span.line == 9


def test_loops_nest_and_ids_lose_odd_characters(read_template):
    template = read_template(
        HEAD
        + """
Resources:
  Fn::ForEach::Stages:
    - Stage
    - [d-1, p]
    - Fn::ForEach::Names:
        - Name
        - [a, b]
        - F&{Stage}${Name}: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Handler: "${Stage}.${Name}"}}
"""
    )
    assert [(one.id, one.handler) for one in template.functions] == [
        ("Fd1a", "d-1.a"),
        ("Fd1b", "d-1.b"),
        ("Fpa", "p.a"),
        ("Fpb", "p.b"),
    ]


@pytest.mark.parametrize(
    ("values", "functions"),
    [("!Ref Other", range(1)), ("!Ref Unheard", range(1)), ("[a, b, c, d, e, f, g]", range(1, 7))],
)
def test_a_loop_that_cannot_be_written_out_is_reported(read_template, monkeypatch, values, functions):
    monkeypatch.setattr("analyzer.templates.loops.MAX_VALUES", 100)
    template = read_template(HEAD + LOOP.replace("VALUES", values))
    assert len(template.functions) in functions
    assert [(problem.code, problem.span.line) for problem in template.problems] == [("loop-unknown", 6)]


@pytest.mark.parametrize(
    ("head", "more", "word"),
    [
        ("Transform: [OurMacro, AWS::Serverless-2016-10-31]", "", "OurMacro"),
        (
            "Transform: AWS::Serverless-2016-10-31",
            ", Policies: [{'Fn::Transform': {Name: AWS::Include, Parameters: {Location: x}}}]",
            "a macro fills in",
        ),
    ],
)
def test_macros_leave_a_role_incomplete(read_template, head, more, word):
    template = read_template(
        f"{head}\nResources:\n  F: {{Type: AWS::Serverless::Function, Properties: {{Runtime: python3.12, Handler: a.b{more}}}}}\n"
    )
    (role,) = template.roles
    assert not role.complete
    assert any(word in gap.detail for gap in role.gaps)
