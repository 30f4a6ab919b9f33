"""A variable that names a resource is never empty, one that names a parameter may be: the cache knows which it was."""

from analyzer.pipeline import Options, scan

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
PARAMETERS
Resources:
  RESOURCES
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Environment: {Variables: {STORE: !Ref Store}}
"""
CODE = """
import os, boto3

def handler(event, context):
    if not os.environ["STORE"]:
        boto3.client("sns").publish(TopicArn="arn:aws:sns:eu-west-1:123456789012:t", Message="m")
"""
PARAMETER = TEMPLATE.replace("PARAMETERS", "Parameters: {Store: {Type: String}}").replace("RESOURCES", "")
RESOURCE = TEMPLATE.replace("PARAMETERS", "").replace("RESOURCES", "Store: {Type: 'Custom::Store'}")


def test_what_a_reference_is_decides_and_is_remembered(tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    (project / "app.py").write_text(CODE)

    def needs(template):
        (project / "template.yaml").write_text(template)
        options = Options(cache_dir=str(tmp_path / "cache"), jobs=1, debug=True)
        (function,) = scan((str(project),), options).functions
        return [need.action for need in function.needs if need.origin == "call"]

    assert [needs(one) for one in (PARAMETER, RESOURCE, PARAMETER, RESOURCE)] == [
        ["sns:Publish"],
        [],
        ["sns:Publish"],
        [],
    ]
