"""CloudFormation functions and roles: attachments from everywhere, trust, boundaries, other users."""

import pytest

FUNCTION = "Type: AWS::Lambda::Function, Properties: {Runtime: python3.12, Handler: index.handler, Code: {ZipFile: 'x'}"


def stack(resources):
    return f"AWSTemplateFormatVersion: 2010-09-09\nConditions: {{C: !Equals [!Ref P, x]}}\nResources:\n{resources}"


def actions(role):
    return [(grant.source, grant.statement.actions, grant.conditional) for grant in role.grants]


def test_a_role_has_what_it_says_and_what_others_attach_to_it(read_template):
    template = read_template(
        stack(
            f"""
  R:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub '${{AWS::StackName}}-role'
      ManagedPolicyArns: [!Ref Own, !If [C, 'arn:aws:iam::aws:policy/AdministratorAccess', !Ref AWS::NoValue]]
      Policies:
        - PolicyName: a
          PolicyDocument: {{Statement: {{Effect: Allow, Action: inline:A, Resource: x}}}}
        - !If [C, {{PolicyName: b, PolicyDocument: {{Statement: {{Effect: Allow, Action: inline:B, Resource: x}}}}}}, !Ref AWS::NoValue]
  Own:
    Type: AWS::IAM::ManagedPolicy
    Properties: {{PolicyDocument: {{Statement: {{Effect: Allow, Action: own:A, Resource: x}}}}}}
  Pushed:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref R]
      PolicyDocument: {{Statement: {{Effect: Allow, Action: pushed:A, Resource: x}}}}
  More:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: more
      Roles: [!Sub '${{AWS::StackName}}-role']
      PolicyDocument: {{Statement: {{Effect: Allow, Action: more:A, Resource: x}}}}
  Single:
    Type: AWS::IAM::RolePolicy
    Condition: C
    Properties:
      PolicyName: single
      RoleName: !Ref R
      PolicyDocument: {{Statement: {{Effect: Deny, Action: single:A, Resource: x}}}}
  Elsewhere:
    Type: AWS::IAM::Policy
    Properties: {{PolicyName: e, Roles: [other], PolicyDocument: {{Statement: {{Effect: Allow, Action: no:A, Resource: x}}}}}}
  F: {{{FUNCTION}, Role: !GetAtt R.Arn}}}}
"""
        )
    )
    (role,) = template.roles
    assert template.dialect == "cloudformation"
    assert actions(role) == [
        ("inline", ("inline:A",), False),
        ("inline", ("inline:B",), True),
        ("customer-managed", ("own:A",), False),
        ("managed", ("*",), True),
        ("customer-managed", ("pushed:A",), False),
        ("inline", ("more:A",), False),
        ("inline", ("single:A",), True),
    ]
    assert role.complete


def test_functions_that_share_a_role_share_one_declaration(read_template):
    template = read_template(
        stack(
            f"""
  R: {{Type: AWS::IAM::Role, Properties: {{Policies: []}}}}
  A: {{{FUNCTION}, Role: !GetAtt R.Arn}}}}
  B: {{{FUNCTION}, Role: !GetAtt R.Arn}}}}
"""
        )
    )
    assert [role.id for role in template.roles] == ["R"]
    assert {function.role for function in template.functions} == {"R"}


def test_other_users_of_a_role_are_named_and_mentions_of_it_are_not_uses(read_template):
    template = read_template(
        stack(
            f"""
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {{Effect: Allow, Principal: {{Service: [lambda.amazonaws.com, states.amazonaws.com]}}, Action: sts:AssumeRole}}
  F: {{{FUNCTION}, Role: !GetAtt R.Arn}}}}
  Node: {{Type: AWS::Lambda::Function, Properties: {{Runtime: nodejs20.x, Handler: a.b, Role: !GetAtt R.Arn}}}}
  Machine: {{Type: AWS::StepFunctions::StateMachine, Properties: {{RoleArn: !Sub '${{R.Arn}}'}}}}
  Rule: {{Type: AWS::Events::Rule, Properties: {{Targets: [{{Arn: x, RoleArn: !GetAtt R.Arn}}]}}}}
  Bucket: {{Type: AWS::S3::BucketPolicy, Properties: {{PolicyDocument: {{Statement: [{{Principal: {{AWS: !GetAtt R.Arn}}}}]}}}}}}
  Passing:
    Type: AWS::IAM::Policy
    Properties: {{PolicyName: p, Roles: [!Ref R], PolicyDocument: {{Statement: {{Effect: Allow, Action: iam:PassRole, Resource: !GetAtt R.Arn}}}}}}
"""
        )
    )
    (role,) = template.roles
    assert role.used_by == ("Node", "Machine", "Rule")
    assert role.trusted == ("states.amazonaws.com",)


@pytest.mark.parametrize(
    ("boundary", "expected"),
    [
        ("arn:aws:iam::aws:policy/AdministratorAccess", [("*",)]),
        ("!Ref Own", [("own:A",)]),
        ("!Ref SomeParameter", None),
    ],
)
def test_permissions_boundaries(read_template, boundary, expected):
    template = read_template(
        stack(
            f"""
  Own:
    Type: AWS::IAM::ManagedPolicy
    Properties: {{PolicyDocument: {{Statement: {{Effect: Allow, Action: own:A, Resource: x}}}}}}
  R: {{Type: AWS::IAM::Role, Properties: {{PermissionsBoundary: {boundary}}}}}
  F: {{{FUNCTION}, Role: !GetAtt R.Arn}}}}
"""
        )
    )
    found = template.roles[0].boundary
    assert (None if found is None else [grant.statement.actions for grant in found]) == expected


def test_resource_policies_grant_to_the_roles_that_they_name(read_template):
    template = read_template(
        stack(
            f"""
  R: {{Type: AWS::IAM::Role, Properties: {{Policies: []}}}}
  F: {{{FUNCTION}, Role: !GetAtt R.Arn}}}}
  Bucket: {{Type: AWS::S3::Bucket}}
  Open:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Statement:
          - {{Effect: Allow, Principal: {{AWS: !GetAtt R.Arn}}, Action: s3:GetObject, Resource: !Sub '${{Bucket.Arn}}/*'}}
          - {{Effect: Allow, Principal: {{AWS: 'arn:aws:iam::1:role/other'}}, Action: s3:PutObject, Resource: !Sub '${{Bucket.Arn}}/*'}}
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: {{Statement: {{Effect: Allow, Principal: {{AWS: [!GetAtt R.Arn]}}, Action: kms:Decrypt, Resource: '*'}}}}
"""
        )
    )
    (role,) = template.roles
    found = [(grant.source, grant.statement.actions, str(grant.statement.resources[0])) for grant in role.grants]
    assert found == [
        ("resource-policy", ("s3:GetObject",), "${Bucket.Arn}/*"),
        ("resource-policy", ("kms:Decrypt",), "${Key.Arn}"),
    ]


def test_an_apis_own_policy_grants_on_the_api(read_template):
    template = read_template(
        stack(
            f"""
  R: {{Type: AWS::IAM::Role, Properties: {{Policies: []}}}}
  F: {{{FUNCTION}, Role: !GetAtt R.Arn}}}}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Policy:
        Statement:
          - {{Effect: Allow, Principal: {{AWS: !GetAtt R.Arn}}, Action: execute-api:Invoke, Resource: ['execute-api:/prod/GET/*', 'execute-api:/*']}}
          - {{Effect: Allow, Principal: {{AWS: !GetAtt R.Arn}}, Action: execute-api:Invoke, Resource: '*'}}
          - {{Effect: Allow, Principal: {{AWS: 'arn:aws:iam::1:role/other'}}, Action: execute-api:Invoke, Resource: '*'}}
"""
        )
    )
    (role,) = template.roles
    own = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}"
    assert [[str(text) for text in grant.statement.resources] for grant in role.grants] == [
        [f"{own}/prod/GET/*", f"{own}/*"],
        [f"{own}/*"],
    ]
    assert {grant.source for grant in role.grants} == {"resource-policy"}


def test_a_function_without_a_role_has_an_unknown_one(read_template):
    (role,) = read_template(stack(f"  F: {{{FUNCTION}}}}}\n")).roles
    assert (role.kind, role.complete) == ("unknown", False)


def test_resources_without_a_type_are_reported_and_the_rest_is_read(read_template):
    template = read_template(stack(f"  Odd: {{Properties: {{}}}}\n  Text: x\n  F: {{{FUNCTION}}}}}\n"))
    assert [function.id for function in template.functions] == ["F"]
    assert [(problem.code, problem.span.line) for problem in template.problems] == [
        ("not-a-resource", 4),
        ("not-a-resource", 5),
    ]


def test_names_lead_to_resources_and_generated_names_to_none(read_template):
    template = read_template(
        stack(
            f"""  F: {{{FUNCTION}}}}}
  T: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: !Sub '${{AWS::StackName}}-t'}}}}
  U: {{Type: AWS::DynamoDB::Table}}
  D: {{Type: AWS::Glue::Database, Properties: {{DatabaseInput: {{Name: d}}}}}}
  M: {{Type: AWS::SQS::Queue, Properties: {{QueueName: !If [C, q, !Ref AWS::NoValue]}}}}
"""
        )
    )
    names = {resource.id: str(resource.name) for resource in template.resources}
    assert names == {"F": "None", "T": "${AWS::StackName}-t", "U": "None", "D": "d", "M": "q"}


def test_a_permission_to_call_a_function_may_be_a_roles(read_template):
    template = read_template(
        stack(
            f"""
  R: {{Type: AWS::IAM::Role, Properties: {{Policies: []}}}}
  F: {{{FUNCTION}, Role: !GetAtt R.Arn}}}}
  Next: {{Type: AWS::Lambda::Function, Properties: {{Runtime: nodejs22.x}}}}
  Stream: {{Type: AWS::Kinesis::Stream}}
  May: {{Type: AWS::Lambda::Permission, Properties: {{Action: lambda:InvokeFunction, FunctionName: !Ref Next, Principal: !GetAtt R.Arn}}}}
  Bus: {{Type: AWS::Lambda::Permission, Properties: {{Action: lambda:InvokeFunction, FunctionName: !Ref Next, Principal: events.amazonaws.com}}}}
  Table:
    Type: AWS::DynamoDB::Table
    Properties: {{ResourcePolicy: {{PolicyDocument: {{Statement: {{Effect: Allow, Principal: {{AWS: !GetAtt R.Arn}}, Action: dynamodb:GetItem, Resource: '*'}}}}}}}}
"""
        )
    )
    (role,) = template.roles
    assert [(grant.statement.actions, str(grant.statement.resources[0])) for grant in role.grants] == [
        (("lambda:InvokeFunction",), "${Next.Arn}"),
        (("dynamodb:GetItem",), "${Table.Arn}"),
    ]


@pytest.mark.parametrize(
    ("kind", "named", "expected"),
    [
        ("S3::Bucket", "Bucket: !Ref X", ["${X.Arn}", "${X.Arn}/*"]),
        ("SQS::Queue", "Queues: [!Ref X]", ["${X.Arn}"]),
        ("SNS::Topic", "Topics: [!Ref X]", ["${X}"]),
    ],
)
def test_everything_in_a_resources_own_policy_is_that_resource(read_template, kind, named, expected):
    template = read_template(
        stack(
            f"""
  R: {{Type: AWS::IAM::Role, Properties: {{Policies: []}}}}
  F: {{{FUNCTION}, Role: !GetAtt R.Arn}}}}
  X: {{Type: AWS::{kind}}}
  Open:
    Type: AWS::{kind}Policy
    Properties:
      {named}
      PolicyDocument:
        Statement: [{{Effect: Allow, Principal: {{AWS: !GetAtt R.Arn}}, Action: any:Thing, Resource: '*'}}]
"""
        )
    )
    (grant,) = template.roles[0].grants
    assert [str(text) for text in grant.statement.resources] == expected
