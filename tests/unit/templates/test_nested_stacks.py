"""Nested stacks of a repository: what leads from one to another, followed and written back."""

import pytest

from analyzer.core import lit, ref
from analyzer.templates import express

GOOD = """
Transform: AWS::Serverless-2016-10-31
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Handler: app.handler}}
"""


def nest(child, parent="", **given):
    """A parent with the queue ``Jobs`` that nests ``child.yaml``, and the child with one function."""
    parameters = "".join(f"        {name}: {value}\n" for name, value in given.items())
    top = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Jobs: {Type: AWS::SQS::Queue}\n"
    stack = "  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: child.yaml\n"
    return {
        "template.yaml": top + stack + (f"      Parameters:\n{parameters}" if given else "") + parent,
        "child.yaml": child,
    }


CHILD = """
Transform: AWS::Serverless-2016-10-31
Parameters: {Given: {Type: String, Default: own}}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      Environment: {Variables: {X: !Ref Given, Y: !Sub "${Given}/y"}}
"""


def child_of(templates):
    return next(one for one in templates if one.path == "child.yaml")


def variables(template):
    return {name: [str(text) for text in texts] for name, texts in template.functions[0].environment}


@pytest.mark.parametrize(
    ("given", "reference"),
    [
        ("!Ref Jobs", "template/Jobs"),
        ("!GetAtt Jobs.Arn", "template/Jobs.Arn"),
        ('!Sub "${Jobs.Arn}"', "template/Jobs.Arn"),
        ("!If [Some, !Ref Jobs, none]", "template/Jobs"),
        ("!If [Some, !Ref Jobs, !GetAtt Jobs.Arn]", "Given"),
        ("plain", "Given"),
        ("!Ref AWS::Region", "Given"),
    ],
)
def test_a_parameter_is_what_the_stack_around_gives(read_files, given, reference):
    template = child_of(read_files(nest(CHILD, Given=given)))
    assert variables(template) == {"X": ["${" + reference + "}"], "Y": ["${" + reference + "}/y"]}


def test_what_a_nested_stack_is_given_is_written_as_its_parameter(read_files):
    (function,) = child_of(read_files(nest(CHILD, Given="!Ref Jobs"))).functions
    assert function.id == "Child.F"
    assert express(ref("template/Jobs"), "sam", function.words) == {"Ref": "Given"}
    any_queue = "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*"
    assert express(ref("template/Jobs", "Arn"), "sam", function.words) == {"Fn::Sub": any_queue}
    assert express(ref("template/Other"), "sam", function.words) == "*"


def test_text_from_the_stack_around_is_the_default(read_files):
    (parameter,) = child_of(read_files(nest(CHILD, Given="text"))).parameters
    assert parameter.default == lit("text")
    top = "Parameters: {Name: {Type: String, Default: above}}\n"
    (parameter,) = child_of(read_files(nest(CHILD, parent=top, Given="!Ref Name"))).parameters
    assert parameter.default == lit("above")


def test_conditions_of_another_stack_are_not_those_of_the_own(read_files):
    one = """
  Table:
    Type: AWS::DynamoDB::Table
    Properties: {TableName: !If [Some, child, !FindInMap [M, a, b]]}
Mappings: {M: {a: {b: other}}}
Conditions: {Some: !Equals [a, b]}
Outputs: {Name: {Value: !Ref Table}}
"""
    use = """
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      Environment: {Variables: {X: !GetAtt Child.Outputs.Name}}
Conditions: {Some: !Equals [a, a]}
"""
    templates = read_files(nest("Resources:" + one, parent=use))
    (template,) = [found for found in templates if found.path == "template.yaml"]
    assert variables(template) == {"X": ["${Child/Table}"]}
    (table,) = [found for found in template.resources if found.id == "Child/Table"]
    assert table.name is None


def test_a_layer_of_a_template_in_another_folder(read_files):
    child = "Resources: {L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: code}}}\n"
    child += "Outputs: {L: {Value: !Ref L}}\n"
    files = nest(child, parent=USE_LAYER)
    files["sub/child.yaml"] = files.pop("child.yaml")
    files["template.yaml"] = files["template.yaml"].replace("child.yaml", "sub/child.yaml")
    (template,) = [one for one in read_files({**files, "sub/code/x.py": ""}) if one.functions]
    assert [layer.path for layer in template.functions[0].layers] == ["sub/code"]


USE_LAYER = """
  F:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.12, Handler: app.handler, Layers: [!GetAtt Child.Outputs.L]}
"""


def test_a_machine_of_a_nested_stack_uses_the_role_that_it_is_given(read_files):
    child = """
Parameters: {Given: {Type: String}}
Resources:
  Machine: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !Ref Given}}
"""
    use = """
  Shared: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}}
  F:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.12, Handler: app.handler, Role: !GetAtt Shared.Arn}
"""
    files = nest(child, parent=use, Given="!GetAtt Shared.Arn")
    (template,) = [one for one in read_files(files) if one.path == "template.yaml"]
    assert template.roles[0].used_by == ("Child/Machine",)


def test_templates_that_nest_without_end_are_cut_off(read_files):
    def nesting(target):
        rows = "".join(
            f"  N{n}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {target}}}}}\n" for n in range(9)
        )
        return GOOD + rows

    names = [f"t{n}.yaml" for n in range(5)]
    files = {name: nesting(after) for name, after in zip(names, [*names[1:], "end.yaml"], strict=True)}
    templates = read_files({**files, "end.yaml": GOOD})
    assert len(templates) == 200
    assert any("nests 200 templates" in problem.message for one in templates for problem in one.problems)
