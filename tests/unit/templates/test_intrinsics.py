"""What expressions may become, and how texts are written back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.core import ANY, Env, Hole, Ref, Span, Text, lit, ref
from analyzer.templates import ReadOptions, evaluate, express
from analyzer.templates.document import parse
from analyzer.templates.nodes import at, from_json
from analyzer.templates.scope import scope_of

TEMPLATE = b"""
Parameters:
  Name: {Type: String, Default: orders}
  Stage: {Type: String, AllowedValues: [dev, prod]}
Mappings:
  Sizes:
    dev: {Table: small, Zones: [a, b]}
    prod: {Table: large, Zones: [c]}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
  Both: !And [!Condition IsProd, !Condition IsDev]
  Either: !Or [!Condition IsProd, !Condition IsDev]
  Circular: !Condition Circular
"""


def texts(expression, **params):
    root, _ = parse(TEMPLATE + b"Value: " + expression.encode(), "t.yaml")
    region = params.pop("region", "")
    options = ReadOptions(parameters=tuple(params.items()), region=region)
    return [str(text) for text in evaluate(at(root, "Value"), scope_of(root, options))]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("plain", ["plain"]),
        ("12", ["12"]),
        ("true", ["true"]),
        ("", []),
        ("!Ref AWS::NoValue", []),
        ("!Ref Name", ["${Name}"]),
        ("!Ref Orders", ["${Orders}"]),
        ("!Ref AWS::Region", ["${AWS::Region}"]),
        ("!GetAtt Orders.Arn", ["${Orders.Arn}"]),
        ("{Fn::GetAtt: Orders.Arn}", ["${Orders.Arn}"]),
        ("!GetAtt Child.Outputs.Table", ["${Child.Outputs.Table}"]),
        ("!GetAtt Orders", ["*"]),
        ("!Sub '${Orders.Arn}/index/*'", ["${Orders.Arn}/index/*"]),
        ("!Sub '${ Orders }-x'", ["${Orders}-x"]),
        ("!Sub 'arn:${AWS::Partition}:s3:::${!aws:username}/${Name}'", ["arn:${AWS::Partition}:s3:::${aws:username}/${Name}"]),
        ("!Sub ['${A}-${Name}', {A: !GetAtt X.Arn}]", ["${X.Arn}-${Name}"]),
        ("!Sub ['${Name}', {Name: own}]", ["own"]),
        ("!Join ['/', [a, !Ref Name, b]]", ["a/${Name}/b"]),
        ("!Join ['', [a, !Ref AWS::NoValue, b]]", ["ab"]),
        ("!Join [',', !Ref Subnets]", ["*"]),
        ("!Join ['-', !Split ['/', a/b]]", ["a-b"]),
        ("!Join ['-', !FindInMap [Sizes, dev, Zones]]", ["a-b"]),
        ("!Select [1, [a, !Ref Name]]", ["${Name}"]),
        ("!Select ['0', !Split [':', 'x:y']]", ["x"]),
        ("!Select [5, [a]]", ["*"]),
        ("!Select [0, !Split ['/', !Ref Url]]", ["*"]),
        ("!FindInMap [Sizes, dev, Table]", ["small"]),
        ("!FindInMap [Sizes, !Ref Stage, Table]", ["small", "large"]),
        ("!FindInMap [Sizes, other, Table, {DefaultValue: none}]", ["none"]),
        ("!FindInMap [Nothing, a, b]", ["*"]),
        ("!If [IsProd, a, !Ref Name]", ["a", "${Name}"]),
        ("!If [IsProd, same, same]", ["same"]),
        ("!If [IsProd, !Ref AWS::NoValue, b]", ["b"]),
        ("!If [IsProd, !If [IsDev, a, b], c]", ["a", "b", "c"]),
        ("!Sub ['x-${V}', {V: !If [IsProd, a, b]}]", ["x-a", "x-b"]),
        ("!Join ['-', [!If [IsProd, a, b], !If [IsDev, c, d]]]", ["a-c", "a-d", "b-c", "b-d"]),
        ("!ImportValue shared-table", ["${Fn::ImportValue.shared-table}"]),
        ("!ImportValue {Fn::Sub: '${Stage}-table'}", ["${Fn::ImportValue.${Stage}-table}"]),
        ("'{{resolve:ssm:/table}}/x'", ["{{resolve:ssm:/table}}/x"]),
        ("!Base64 abc", ["*"]),
        ("!Cidr [a, 1, 2]", ["*"]),
        ("!Unheard x", ["*"]),
        ("[a, b]", ["*"]),
        ("{a: b, c: d}", ["*"]),
        ("!Ref [a]", ["*"]),
        ("!Sub [[a]]", ["*"]),
        ("!Join [a]", ["*"]),
        ("!ToJsonString {table: !Ref Orders, n: 1, l: [a, null]}", ['{"table":"${Orders}","n":1,"l":["a",null]}']),
    ],
)  # fmt: skip
def test_an_expression_is_every_string_that_it_may_become(expression, expected):
    assert texts(expression) == expected


def test_a_parameter_with_a_given_value_is_that_value_and_decides_conditions():
    assert texts("!Sub '${Name}-${Stage}'", Name="n") == ["n-${Stage}"]
    assert texts("!If [IsProd, a, b]", Stage="prod") == ["a"]
    assert texts("!If [IsDev, a, b]", Stage="prod") == ["b"]
    assert texts("!If [Both, a, b]", Stage="prod") == ["b"]
    assert texts("!If [Either, a, b]", Stage="prod") == ["a"]
    assert texts("!FindInMap [Sizes, !Ref Stage, Table]", Stage="prod") == ["large"]


def test_a_default_decides_nothing():
    assert texts("!If [!Equals [!Ref Name, orders], a, b]") == ["a", "b"]


def test_a_given_region_takes_the_place_of_the_pseudo_parameter():
    assert texts("!Sub 'x:${AWS::Region}:${AWS::AccountId}'", region="eu-west-1") == ["x:eu-west-1:${AWS::AccountId}"]


def test_conditions_that_refer_to_themselves_are_not_decided():
    assert texts("!If [Circular, a, b]") == ["a", "b"]


def test_alternatives_are_bounded():
    choice = "!If [IsProd, a, b]"
    assert texts(f"!Join ['', [{', '.join([choice] * 30)}]]") == ["*"]
    assert texts(f"!Join ['', [x, {', '.join([choice] * 30)}, y]]") == ["x*y"]


def test_texts_that_double_at_every_level_end_in_a_hole():
    nested = "x"
    for _ in range(30):
        nested = "{Fn::Sub: ['${A}${A}', {A: " + nested + "}]}"
    assert texts(nested) == ["*"]
    assert texts("'" + "x" * 30_000 + "'") == ["*"]


def test_conditions_that_fan_out_are_looked_at_once():
    levels = "".join(f"  C{n}: !And [{', '.join(['!Condition C' + str(n + 1)] * 10)}]\n" for n in range(15))
    document = b"Conditions:\n" + levels.encode() + b"  C15: !Equals [a, a]\nValue: !If [C0, yes it is, no]"
    root, _ = parse(document, "t.yaml")
    assert evaluate(at(root, "Value"), scope_of(root, ReadOptions())) == (lit("yes it is"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (lit("plain"), "plain"),
        (lit("${aws:username}"), "${aws:username}"),
        (ref("Orders"), {"Ref": "Orders"}),
        (ref("AWS::Region"), {"Ref": "AWS::Region"}),
        (ref("Orders", "Arn"), {"Fn::GetAtt": ["Orders", "Arn"]}),
        (Text.of(Ref("Orders", "Arn"), "/index/*"), {"Fn::Sub": "${Orders.Arn}/index/*"}),
        (Text.of(Ref("B"), "/${aws:username}"), {"Fn::Sub": "${B}/${!aws:username}"}),
        (ref("Fn::ImportValue", "x"), {"Fn::ImportValue": "x"}),
        (ref("Fn::ImportValue", "${S}-x"), {"Fn::ImportValue": {"Fn::Sub": "${S}-x"}}),
        (
            Text.of(Ref("Fn::ImportValue", "x"), "/", Ref("B"), "/", Ref("Fn::ImportValue", "x")),
            {"Fn::Sub": ["${Import1}/${B}/${Import1}", {"Import1": {"Fn::ImportValue": "x"}}]},
        ),
        (ref("{{resolve}}", "ssm:/t"), "{{resolve:ssm:/t}}"),
        (Text.of(Ref("B"), "/", Hole("?"), "/", Env("X")), {"Fn::Sub": "${B}/*/*"}),
        (ANY, "*"),
        (Text(), ""),
    ],
)
def test_a_text_is_written_in_the_templates_language(text, expected):
    assert express(text) == expected


LITERALS = st.text("ab/:*-.", max_size=5).map(lit) | st.just(lit("${aws:username}"))
REFERENCES = st.builds(ref, st.sampled_from(["Orders", "AWS::Region", "Name"])) | st.builds(
    ref, st.sampled_from(["Orders", "Queue"]), st.sampled_from(["Arn", "Outputs.X"])
)
IMPORTS = st.builds(ref, st.just("Fn::ImportValue"), st.sampled_from(["x", "${Stage}-y"]))
DYNAMIC = st.just(ref("{{resolve}}", "ssm:/a"))


@given(st.lists(LITERALS | REFERENCES | IMPORTS | DYNAMIC, max_size=6))
def test_writing_and_reading_again_gives_the_same_text(pieces):
    text = Text.of(*pieces)
    scope = scope_of(from_json({}, Span("t")), ReadOptions())
    assert evaluate(from_json(express(text), Span("t")), scope) == (text,)


def test_an_arn_or_address_of_the_template_comes_apart(read_template):
    template = read_template(
        "Resources:\n"
        "  Files: {Type: AWS::S3::Bucket}\n"
        "  Jobs: {Type: AWS::SQS::Queue}\n"
        "  Secret: {Type: AWS::SSM::Parameter, Properties: {Name: /a/b}}\n"
        "  Fn:\n"
        "    Type: AWS::Lambda::Function\n"
        "    Properties:\n"
        "      Runtime: python3.13\n"
        "      Handler: index.handler\n"
        "      Role: arn:aws:iam::123456789012:role/r\n"
        "      Code: {ZipFile: 'def handler(event, context): pass'}\n"
        "      Environment:\n"
        "        Variables:\n"
        "          BUCKET: !Select [5, !Split [':', !GetAtt Files.Arn]]\n"
        "          QUEUE: !Select [4, !Split [/, !Ref Jobs]]\n"
        "          REGION: !Select [3, !Split [':', !GetAtt Jobs.Arn]]\n"
        "          PARAMETER: !Select [1, !Split [/, !Ref Secret]]\n"
        "          ELSEWHERE: !Select [1, !Split [':', !ImportValue arn]]\n"
    )
    found = {name: [str(text) for text in texts] for name, texts in template.functions[0].environment}
    assert found == {
        "BUCKET": ["${Files}"],
        "QUEUE": ["${Jobs.QueueName}"],
        "REGION": ["${AWS::Region}"],
        "PARAMETER": ["*"],
        "ELSEWHERE": ["*"],
    }
