"""Texts written back for the place they are pasted to."""

from analyzer.core import Ref, Text
from analyzer.templates import express

SHARED = """
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.13, Handler: a.b, CodeUri: ., Role: !GetAtt R.Arn}}
Resources:
  R: {Type: AWS::IAM::Role}
  A: {Type: AWS::Serverless::Function, Properties: {FunctionName: !Sub "a-${AWS::Region}"}}
  B: {Type: AWS::Serverless::Function}
"""


def test_a_role_does_not_refer_to_its_own_functions(read_template):
    """CloudFormation refuses the circle: the function refers to its role already."""
    first = read_template(SHARED).functions[0]
    home = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:"
    for name, spelled in (("A", "a-${AWS::Region}"), ("B", "${AWS::StackName}-B-*")):
        text = Text((Ref(name, "Arn"),))
        assert express(text, "sam", first.words) == {"Fn::Sub": home + spelled}
        assert express(Text.of(text, ":live"), "sam", first.words) == {"Fn::Sub": home + spelled + ":live"}


def test_a_role_may_refer_to_functions_of_other_roles(read_template):
    template = read_template(SHARED.replace(", Role: !GetAtt R.Arn", ""))
    assert express(Text((Ref("B", "Arn"),)), "sam", template.functions[0].words) == {"Fn::GetAtt": ["B", "Arn"]}


def test_a_role_of_a_service_names_its_functions(read_files):
    (template,) = read_files(
        {"serverless.yml": 'service: s\nprovider: {name: aws, runtime: python3.12, stage: "${opt:stage}"}\n'
        "functions: {one: {handler: a.b}, two: {handler: a.b}}\n"}
    )  # fmt: skip
    written = express(Text((Ref("TwoLambdaFunction", "Arn"),)), "serverless", template.functions[0].words)
    assert written == {
        "Fn::Sub": "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:s-${sls:stage}-two"
    }


def test_a_plain_policy_holds_no_references():
    table = Text.of(
        "arn:", Ref("AWS::Partition"), ":dynamodb:", Ref("AWS::Region"), ":", Ref("AWS::AccountId"), ":table/a"
    )
    assert express(table, "none") == "arn:*:dynamodb:*:*:table/a"
    given = (("AWS::Region", "eu-west-1"), ("AWS::Partition", "aws"))
    assert express(table, "none", given) == "arn:aws:dynamodb:eu-west-1:*:table/a"
