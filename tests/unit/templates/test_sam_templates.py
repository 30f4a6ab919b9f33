"""SAM functions: globals, roles, policies in every form, connectors."""

import pytest

HEAD = "Transform: AWS::Serverless-2016-10-31\nConditions: {C: !Equals [!Ref P, x]}\n"
FUNCTION = "Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Handler: app.handler"


def one(template, function="F"):
    return next(found for found in template.functions if found.id == function)


def role(template, function="F"):
    return next(found for found in template.roles if found.id == one(template, function).role)


def own(found):
    """The grants of a role without what SAM adds: (written, effect, actions, resources, conditional)."""
    return [
        (
            grant.written,
            grant.source,
            grant.statement.actions[:1],
            tuple(map(str, grant.statement.resources)),
            grant.conditional,
        )
        for grant in found.grants
        if grant.source != "generated"
    ]


def with_policies(policies):
    return f"{HEAD}Resources:\n  Orders: {{Type: AWS::Serverless::SimpleTable}}\n  F: {{{FUNCTION}, Policies: {policies}}}}}\n"


def test_a_function_as_its_template_declares_it(read_template):
    template = read_template(
        HEAD
        + """
Globals:
  Function:
    Runtime: python3.13
    Tracing: Active
    Environment: {Variables: {TABLE: !Ref Orders, MODE: shared}}
    Layers: [arn:aws:lambda:eu-west-1:1:layer:a:1]
    VpcConfig: {SubnetIds: [subnet-1]}
Resources:
  Orders: {Type: AWS::Serverless::SimpleTable, Properties: {TableName: orders}}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      CodeUri: src/
      FunctionName: f
      Environment: {Variables: {MODE: !If [C, a, b], SECRET: !Ref AWS::NoValue}}
      Layers: [!Ref Shared, arn:aws:lambda:eu-west-1:1:layer:b:1]
      FileSystemConfigs: [{Arn: !GetAtt Access.Arn, LocalMountPath: /mnt/a}]
      LoggingConfig: {LogGroup: !Ref Logs}
      KmsKeyArn: !GetAtt Key.Arn
      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Queue.Arn}
  Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}
""",
        {"src/app.py": "", "layer/python/util.py": ""},
    )
    assert template.dialect == "sam"
    found = one(template)
    assert (found.runtime, found.handler, found.code.path, found.span.line) == ("python3.13", "app.handler", "src", 13)
    assert {name: tuple(map(str, texts)) for name, texts in found.environment} == {
        "TABLE": ("${Orders}",),
        "MODE": ("a", "b"),
    }
    assert [layer.path for layer in found.layers] == ["layer"]
    assert [str(arn)[-3:] for arn in found.layer_arns] == ["a:1", "b:1"]
    assert (found.tracing, found.vpc) == (True, True)
    assert str(found.log_group) == "${Logs}"
    assert str(found.kms_key) == "${Key.Arn}"
    assert str(found.dead_letter) == "${Queue.Arn}"
    assert [str(text) for text in found.file_systems] == ["${Access.Arn}"]
    names = {resource.id: (resource.type, str(resource.name)) for resource in template.resources}
    assert names["Orders"] == ("AWS::DynamoDB::Table", "orders")
    assert names["F"] == ("AWS::Lambda::Function", "f")
    assert names["Shared"] == ("AWS::Lambda::LayerVersion", "None")


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        (
            "{Statement: {Effect: Allow, Action: s3:GetObject, Resource: x}}",
            [("", "inline", ("s3:GetObject",), ("x",), False)],
        ),
        (
            "[{Version: 2012-10-17, Statement: [{Effect: Allow, Action: [s3:GetObject], Resource: [x, y]}]}]",
            [("", "inline", ("s3:GetObject",), ("x", "y"), False)],
        ),
        (
            "[!If [C, {Statement: [{Effect: Allow, Action: a:B, Resource: x}]}, !Ref AWS::NoValue]]",
            [("", "inline", ("a:B",), ("x",), True)],
        ),
        (
            "[{SQSSendMessagePolicy: {QueueName: !GetAtt Q.QueueName}}]",
            [
                (
                    "SQSSendMessagePolicy",
                    "sam-template",
                    ("sqs:SendMessage*",),
                    ("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Q.QueueName}",),
                    False,
                )
            ],
        ),
        (
            "{SQSSendMessagePolicy: {QueueName: !If [C, a, b]}}",
            [
                (
                    "SQSSendMessagePolicy",
                    "sam-template",
                    ("sqs:SendMessage*",),
                    (
                        "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:a",
                        "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:b",
                    ),
                    True,
                )
            ],
        ),
    ],
)
def test_policies_in_their_forms(read_template, policies, expected):
    found = role(read_template(with_policies(policies)))
    assert own(found) == expected
    assert found.complete


@pytest.mark.parametrize(
    "policies",
    [
        "AmazonS3ReadOnlyAccess",
        "[AmazonS3ReadOnlyAccess]",
        "['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']",
        "[!Sub 'arn:${AWS::Partition}:iam::aws:policy/AmazonS3ReadOnlyAccess']",
        "[arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess]",
    ],
)
def test_a_managed_policy_is_known_by_name_and_by_arn_of_any_partition(read_template, policies):
    found = role(read_template(with_policies(policies)))
    assert {grant[0] for grant in own(found)} == {"AmazonS3ReadOnlyAccess"}
    assert {grant.source for grant in found.grants} == {"managed", "generated"}
    assert found.complete


def test_grants_that_the_template_only_names_stand_where_it_names_them(read_template):
    text = with_policies("[AmazonS3ReadOnlyAccess, {SQSSendMessagePolicy: {QueueName: q}}]")
    line = text.splitlines()[-1]
    found = role(read_template(text))
    columns = {grant.written: grant.span.column for grant in found.grants if grant.source != "generated"}
    assert columns == {name: line.index(name) + 1 for name in ("AmazonS3ReadOnlyAccess", "SQSSendMessagePolicy")}


@pytest.mark.parametrize(
    ("policies", "word"),
    [
        ("[NoSuchPolicyAtAll]", "NoSuchPolicyAtAll"),
        ("[!Ref SomePolicyArn]", "SomePolicyArn"),
        ("[arn:aws:iam::123456789012:policy/mine]", "mine"),
        ("[{NoSuchTemplate: {A: b}}]", "NoSuchTemplate"),
        ("[{SQSSendMessagePolicy: {}}]", "QueueName"),
        ("[[nested]]", "neither a name nor a mapping"),
    ],
)
def test_a_policy_that_is_not_known_leaves_the_role_incomplete(read_template, policies, word):
    found = role(read_template(with_policies(policies)))
    assert not found.complete
    assert word in found.gaps[0].detail


def test_a_customer_managed_policy_of_the_template_has_its_own_places(read_template):
    template = read_template(
        f"""{HEAD}
Resources:
  F: {{{FUNCTION}, Policies: [!Ref Own]}}}}
  Own:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: "*"
"""
    )
    (grant,) = [grant for grant in role(template).grants if grant.source != "generated"]
    assert (grant.source, grant.written, grant.action_spans[0].line) == ("customer-managed", "", 12)


def generated(found):
    return {grant.written for grant in found.grants if grant.source == "generated"}


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", {"AWSLambdaBasicExecutionRole"}),
        (", Tracing: Active", {"AWSLambdaBasicExecutionRole", "AWSXrayWriteOnlyAccess"}),
        (", VpcConfig: {SubnetIds: [a]}", {"AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole"}),
        (
            ", Events: {E: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}",
            {"AWSLambdaBasicExecutionRole", "AWSLambdaSQSQueueExecutionRole"},
        ),
    ],
)
def test_what_sam_adds_is_marked_as_its_own(read_template, properties, expected):
    found = role(read_template(f"{HEAD}Resources:\n  F: {{{FUNCTION}{properties}}}}}\n"))
    assert found.kind == "implicit"
    assert generated(found) == expected


def test_policies_beside_a_role_are_ignored_and_reported(read_template):
    template = read_template(
        f"""{HEAD}
Resources:
  R: {{Type: AWS::IAM::Role, Properties: {{Policies: []}}}}
  F: {{{FUNCTION}, Role: !GetAtt R.Arn, Policies: [AdministratorAccess]}}}}
"""
    )
    assert role(template).grants == ()
    assert [(problem.code, problem.span.line) for problem in template.problems] == [("ignored-policies", 6)]


@pytest.mark.parametrize(
    ("value", "kind", "complete"),
    [
        ("!GetAtt R.Arn", "template", True),
        ("!Sub '${R.Arn}'", "template", True),
        ("!Sub 'arn:aws:iam::${AWS::AccountId}:role/the-role'", "template", True),
        ("arn:aws:iam::123456789012:role/service/the-role", "template", True),
        ("arn:aws:iam::123456789012:role/other", "external", False),
        ("!Ref RoleArn", "external", False),
        ("!ImportValue role", "external", False),
        ("!If [C, !Ref RoleArn, !GetAtt R.Arn]", "template", False),
        ("!If [C, !Ref RoleArn, !Ref AWS::NoValue]", "implicit", False),
        ("!Select [0, !Ref Roles]", "unknown", False),
    ],
)
def test_which_role_a_function_has(read_template, value, kind, complete):
    template = read_template(
        f"""{HEAD}
Resources:
  R: {{Type: AWS::IAM::Role, Properties: {{RoleName: the-role, Policies: []}}}}
  F: {{{FUNCTION}, Role: {value}}}}}
"""
    )
    found = role(template)
    assert (found.kind, found.complete, bool(found.gaps)) == (kind, complete, not complete)


def test_connectors_grant_to_the_functions_role(read_template):
    template = read_template(
        f"""{HEAD}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {{Runtime: python3.12, Handler: app.handler}}
    Connectors:
      Table: {{Properties: {{Destination: {{Id: Orders}}, Permissions: [Read]}}}}
  Orders: {{Type: AWS::Serverless::SimpleTable}}
  Topic: {{Type: AWS::SNS::Topic}}
  ToTopic:
    Type: AWS::Serverless::Connector
    Properties: {{Source: {{Id: F}}, Destination: {{Id: Topic}}, Permissions: [Write]}}
  NotOurs:
    Type: AWS::Serverless::Connector
    Properties: {{Source: {{Id: Topic}}, Destination: {{Id: F}}, Permissions: [Write]}}
"""
    )
    assert [(grant[1], grant[2], grant[3]) for grant in own(role(template))] == [
        ("connector", ("dynamodb:GetItem",), ("${Orders.Arn}", "${Orders.Arn}/index/*")),
        ("connector", ("sns:Publish",), ("${Topic}",)),
    ]


def test_a_parameters_default_is_never_used_in_a_policy_but_a_given_value_is(read_template):
    text = (
        f"{HEAD}Parameters: {{Name: {{Type: String, Default: orders}}}}\n"
        + with_policies("[{Statement: [{Effect: Allow, Action: a:B, Resource: !Sub 'x/${Name}'}]}]")
        .partition("\n")[2]
        .partition("\n")[2]
    )
    assert own(role(read_template(text)))[0][3] == ("x/${Name}",)
    assert own(role(read_template(text, Name="given")))[0][3] == ("x/given",)
    assert str(read_template(text).parameters[0].default) == "orders"


@pytest.mark.parametrize(
    ("runtime", "python"),
    [
        ("python3.12", True),
        ("nodejs20.x", False),
        ("java21", False),
        ("!Ref Defaulted", True),
        ("!Ref Allowed", True),
        ("!Ref Other", False),
        ("!If [C, python3.11, python3.12]", True),
    ],
)
def test_only_python_functions_are_read(read_template, runtime, python):
    template = read_template(
        f"""{HEAD}
Parameters:
  Defaulted: {{Type: String, Default: python3.12}}
  Allowed: {{Type: String, AllowedValues: [python3.11, python3.12]}}
  Other: {{Type: String, Default: nodejs20.x}}
Resources:
  F: {{Type: AWS::Serverless::Function, Properties: {{Handler: app.handler, Runtime: {runtime}}}}}
  Named: {{Type: AWS::Logs::LogGroup, Properties: {{LogGroupName: python}}}}
"""
    )
    assert [found.id for found in template.functions] == (["F"] if python else [])


def test_a_monitoring_layers_handler_leads_to_the_functions_own(read_template):
    text = (
        f"{HEAD}Resources:\n  F: {{Type: AWS::Serverless::Function, Properties: {{Runtime: python3.12, "
        "Handler: datadog_lambda.handler.handler, Environment: {Variables: {DD_LAMBDA_HANDLER: app.main}}}}\n"
    )
    assert one(read_template(text)).handler == "app.main"


def test_an_alias_is_the_arn_of_its_function(read_template):
    template = read_template(
        f"""{HEAD}
Resources:
  G: {{{FUNCTION}, AutoPublishAlias: live}}}}
  F: {{{FUNCTION}, Environment: {{Variables: {{A: !Ref G.Alias, B: !Sub '${{G.Alias}}', V: !Ref G.Version}}}}}}}}
"""
    )
    values = {name: str(texts[0]) for name, texts in one(template).environment}
    assert values == {"A": "${G.Arn}:live", "B": "${G.Arn}:live", "V": "${G.Arn}:*"}
