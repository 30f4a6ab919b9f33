from textwrap import dedent

from msgspec.structs import replace

from analyzer.core import Gap, Hole, Ref, Span, Text
from analyzer.needs.model import NeedResource
from analyzer.reports.explanation import explanation
from analyzer.reports.lines import plain
from analyzer.templates.model import Parameter, ResourceDecl

SOURCE = {
    ("orders/src/app.py", 31): "def handler(event, context):",
    ("orders/src/app.py", 34): "store.find(event)",
    ("orders/src/store.py", 9): "return table.query()",
}


def explained(function, pattern, source=SOURCE):
    return plain(explanation(function, pattern, lambda path, line: source.get((path, line), "")))


def with_environment(function):
    """The function with a template that declares what its needs refer to."""
    declaration = replace(
        function.entry.declaration, environment=(("TABLE", (Text.of(Ref("Orders")),)), ("OTHER", (Text.of("x"),)))
    )
    template = replace(
        function.entry.template,
        resources=(ResourceDecl("Orders", "AWS::DynamoDB::Table", Span("orders/template.yaml", 40, 3)),),
        parameters=(Parameter("Stage"),),
    )
    return replace(function, entry=replace(function.entry, declaration=declaration, template=template))


def test_needed_and_granted(report):
    assert explained(with_environment(report.functions[2]), "dynamodb:Query") == dedent("""\
        Tidy  orders/template.yaml:12

        dynamodb:Query is needed  [call]
          on ${Orders.Arn}  (this one)
             Orders is AWS::DynamoDB::Table at orders/template.yaml:40:3
             the environment variable TABLE holds ${Orders}
          on ${Orders.Arn}/index/by-day  (this one)
             Orders is AWS::DynamoDB::Table at orders/template.yaml:40:3
             the environment variable TABLE holds ${Orders}
          orders/src/app.py:31  handler  | def handler(event, context):
          orders/src/app.py:34  in handler  | store.find(event)
          orders/src/store.py:9:12  dynamodb.Query  | return table.query()
          orders/src/store.py:21:12  dynamodb.Query  |
          granted by orders/template.yaml:21:13  dynamodb:Query on *
    """)


def test_needed_and_not_granted(report):
    text = explained(report.functions[0], "sns:publish")
    assert "sns:Publish is needed, possibly: the topic comes from the event  [library]\n" in text
    assert "  not granted by ProcessOrderRole\n" in text
    assert "sns:Publish  error  [missing-action, high confidence]\n" in text


def test_granted_and_thought_unneeded(report):
    text = explained(report.functions[0], "dynamodb:DeleteItem")
    assert text.split("\n\n")[1] == dedent("""\
        dynamodb:DeleteItem  error  [unused-action, high confidence]
          orders/template.yaml:22:17  ProcessOrder never calls dynamodb:DeleteItem on Orders
            |
          orders/src/store.py:9:12  the only use of Orders
            | return table.query()
          looked at  everything that orders/src/app.py:31 can reach
          reached    dynamodb:Query
          unseen     orders/src/app.py:20:1  the method of s3 is chosen by the event [dynamic-operation]
    """)


def test_action_under_a_pattern(report):
    assert "s3:*  note  [wildcard-action, low confidence]" in explained(report.functions[0], "s3:Action3")


def test_neither_needed_nor_granted(report):
    function = replace(report.functions[0], gaps=())
    assert explained(function, "sqs:SendMessage") == dedent("""\
        ProcessOrder  orders/template.yaml:12

        sqs:SendMessage is not needed: nothing that the handler reaches calls for it
          and its role does not grant it
          looked at  everything that orders/src/app.py:31 can reach
          reached    no call that needs sqs
          unseen     nothing: the whole of the function's code was understood
    """)


def test_everything_without_an_action(report):
    text = explained(report.functions[0], None)
    for need in ("dynamodb:Query is needed", "kms:Decrypt is needed", "s3:ListBucket explains a grant"):
        assert need in text
    assert text.count("confidence]") == 4


def test_wildcards_choose_actions(report):
    assert "dynamodb:Query is needed" in explained(report.functions[0], "dynamodb:*")
    assert "kms" not in explained(report.functions[0], "dynamodb:*")


def test_what_is_not_known_of_a_name(report):
    resource = NeedResource(Text.of("arn:aws:s3:::", Hole("the event names it"), "/x"), None, "pattern")
    need = replace(report.functions[0].needs[0], resources=(resource,))
    text = explained(replace(report.functions[0], needs=(need,)), None)
    assert "  on arn:aws:s3:::*/x  (known in part)\n     not known: the event names it\n" in text


def test_source_line_with_a_secret_is_masked(report):
    secret = "AKIA" + "IOSFODNN7EXAMPLE"
    text = explained(report.functions[0], "dynamodb:Query", {("orders/src/store.py", 9): f'client("x", "{secret}")'})
    assert secret not in text
    assert 'client("x", "[masked]")' in text


def test_every_gap_of_a_long_list_is_not_shown(report):
    gaps = tuple(Gap("widened", Span("a.py", line), "too many") for line in range(1, 200))
    assert explained(replace(report.functions[0], gaps=gaps), "sqs:X").count("unseen") == 25


def test_granted_on_what_may_be_reached(report):
    """Which topic is not known, and one is granted: that is neither a grant nor none."""
    one = report.functions[0]
    topic = Text.of(Ref("Topic"))
    grants = tuple(
        replace(grant, statement=replace(grant.statement, actions=("sns:*",), resources=(topic,)))
        for grant in one.entry.role.grants[:1]
    )
    function = replace(one, entry=replace(one.entry, role=replace(one.entry.role, grants=grants)))
    text = explained(function, "sns:Publish")
    assert "  granted in part by orders/template.yaml:21:13  sns:* on ${Topic}\n" in text
    assert "not granted" not in text


def test_the_function_of_a_call_is_named(report):
    one = report.functions[2]
    needs = tuple(
        replace(need, evidence=tuple(replace(each, path=(), function="store.find") for each in need.evidence))
        for need in one.needs
    )
    text = explained(replace(one, needs=needs), "dynamodb:Query")
    assert "  orders/src/app.py:31  handler  | def handler(event, context):\n" in text
    assert "  orders/src/store.py:9:12  dynamodb.Query, in store.find  | return table.query()\n" in text


def test_what_only_explains_a_grant_is_told_when_it_is_asked_for(report):
    assert "s3:ListBucket explains a grant without being required" in explained(report.functions[0], "s3:ListBucket")
    one = report.functions[0]
    bare = replace(one, entry=replace(one.entry, role=replace(one.entry.role, grants=())))
    assert "s3:ListBucket explains" not in explained(bare, None)
