"""The roles of a service: the one that functions share, roles of their own, what the framework and plugins add."""

import pytest

from analyzer.templates.model import EventSource

HEAD = "service: svc\nprovider:\n  name: aws\n  runtime: python3.12\n"
ONE = "functions: {f: {handler: a.b}}\n"


def granted(role, source="inline"):
    return [
        (one.statement.effect, one.statement.actions, tuple(map(str, one.statement.resources)))
        for one in role.grants
        if one.source == source
    ]


def generated(template, function="f"):
    (role,) = [
        role for role in template.roles if role.id == next(one.role for one in template.functions if one.id == function)
    ]
    return {(actions, resource) for _, actions, resources in granted(role, "generated") for resource in resources}


def test_statements_of_the_provider_section(read_service):
    text = (
        HEAD
        + "  iam:\n    role:\n      statements:\n        - Effect: Allow\n          Action:\n            - s3:GetObject\n            - s3:PutObject\n          Resource: !GetAtt B.Arn\n"
        + ONE
    )
    (role,) = read_service(text).roles
    assert (role.id, role.kind, role.complete) == ("IamRoleLambdaExecution", "implicit", True)
    assert granted(role) == [("Allow", ("s3:GetObject", "s3:PutObject"), ("${B.Arn}",))]
    assert [(span.line, span.column) for span in role.grants[0].action_spans] == [(10, 15), (11, 15)]


def test_statements_in_their_older_place(read_service):
    (role,) = read_service(HEAD + "  iamRoleStatements: [{Effect: Allow, Action: s3:*, Resource: '*'}]\n" + ONE).roles
    assert granted(role) == [("Allow", ("s3:*",), ("*",))]


def test_managed_policies_and_a_boundary(read_service):
    text = (
        HEAD
        + "  iam: {role: {managedPolicies: ['arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess'], permissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess'}}\n"
        + ONE
    )
    (role,) = read_service(text).roles
    assert {one.written for one in role.grants if one.source == "managed"} == {"AmazonSQSReadOnlyAccess"}
    assert role.boundary


def test_what_the_framework_adds_for_logs(read_service):
    template = read_service(HEAD + "functions: {f: {handler: a.b}, g: {handler: a.b, name: other}}\n")
    logs = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/"
    assert generated(template) == {
        (("logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource"), f"{logs}svc-${{sls:stage}}*:*"),
        (("logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource"), f"{logs}other:*"),
        (("logs:PutLogEvents",), f"{logs}svc-${{sls:stage}}*:*:*"),
        (("logs:PutLogEvents",), f"{logs}other:*:*"),
    }


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("tracing: Active", (("xray:PutTraceSegments", "xray:PutTelemetryRecords"), "*")),
        ("onError: 'arn:aws:sns:eu-west-1:1:t'", (("sns:Publish",), "arn:aws:sns:eu-west-1:1:t")),
        ("kmsKeyArn: 'arn:aws:kms:eu-west-1:1:key/1'", (("kms:Decrypt",), "arn:aws:kms:eu-west-1:1:key/1")),
        ("events: [{sqs: 'arn:aws:sqs:eu-west-1:1:q'}]", (("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"), "arn:aws:sqs:eu-west-1:1:q")),
        ("events: [{websocket: $connect}]", (("execute-api:ManageConnections",), "arn:${AWS::Partition}:execute-api:*:*:*/@connections/*")),
        ("destinations: {onSuccess: f}", (("lambda:InvokeFunction",), "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:svc-${sls:stage}-f")),
    ],
)  # fmt: skip
def test_what_the_framework_adds_for_settings(read_service, function, expected):
    assert expected in generated(read_service(HEAD + f"functions: {{f: {{handler: a.b, {function}}}}}\n"))


def test_what_is_added_for_one_function_is_granted_to_all_that_share_the_role(read_service):
    template = read_service(
        HEAD
        + "functions: {f: {handler: a.b}, g: {handler: a.b, runtime: nodejs20.x, events: [{sqs: 'arn:aws:sqs:eu-west-1:1:q'}]}}\n"
    )
    assert (
        ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        "arn:aws:sqs:eu-west-1:1:q",
    ) in generated(template)
    assert template.roles[0].used_by == ("g",)


ROLE = "resources: {Resources: {Mine: {Type: AWS::IAM::Role, Properties: {RoleName: my-role, Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: s3:GetObject, Resource: '*'}]}}]}}}}\n"


@pytest.mark.parametrize(
    "role", ["Mine", "!GetAtt Mine.Arn", "{Fn::GetAtt: [Mine, Arn]}", "'arn:aws:iam::${aws:accountId}:role/my-role'"]
)
def test_a_role_of_the_resources(read_service, role):
    template = read_service(HEAD + f"functions: {{f: {{handler: a.b, role: {role}}}}}\n" + ROLE)
    assert [(one.id, one.kind, one.complete) for one in template.roles] == [("Mine", "template", True)]
    assert granted(template.roles[0]) == [("Allow", ("s3:GetObject",), ("*",))]


@pytest.mark.parametrize(
    "role", ["'arn:aws:iam::123456789012:role/there'", "!ImportValue there", "'${ssm:/role}'", "'${cf:stack.RoleArn}'"]
)
@pytest.mark.parametrize("place", ["  iam: {{role: {}}}\n", "  role: {}\n"])
def test_a_role_from_elsewhere(read_service, role, place):
    (found,) = read_service(HEAD + place.format(role) + ONE).roles
    assert (found.kind, found.complete) == ("external", False)
    assert "outside this service" in found.gaps[0].detail


def test_a_functions_own_role_wins_over_the_providers(read_service):
    template = read_service(
        HEAD
        + "  iam: {role: 'arn:aws:iam::1:role/r'}\nfunctions: {f: {handler: a.b, role: Mine}, g: {handler: a.b}}\n"
        + ROLE
    )
    assert [one.role for one in template.functions] == ["Mine", "arn:aws:iam::1:role/r"]


PER_FUNCTION = "plugins: [serverless-iam-roles-per-function]\n"
SHARED = "  iam: {role: {statements: [{Effect: Allow, Action: s3:GetObject, Resource: '*'}]}}\n"


def own(inherit=""):
    return f"functions: {{f: {{handler: a.b, {inherit}iamRoleStatements: [{{Effect: Allow, Action: s3:PutObject, Resource: '*'}}]}}, g: {{handler: a.b}}}}\n"


def test_roles_of_their_own(read_service):
    first, second = read_service(PER_FUNCTION + HEAD + SHARED + own()).roles
    assert (first.id, first.kind) == ("FIamRoleLambdaExecution", "implicit")
    assert granted(first) == [("Allow", ("s3:PutObject",), ("*",))]
    assert granted(second) == [("Allow", ("s3:GetObject",), ("*",))]


def test_roles_of_their_own_that_inherit(read_service):
    asked = read_service(PER_FUNCTION + HEAD + SHARED + own("iamRoleStatementsInherit: true, ")).roles[0]
    default = "custom: {serverless-iam-roles-per-function: {defaultInherit: true}}\n"
    by_default = read_service(default + PER_FUNCTION + HEAD + SHARED + own()).roles[0]
    not_at_all = read_service(default + PER_FUNCTION + HEAD + SHARED + own("iamRoleStatementsInherit: false, ")).roles[
        0
    ]
    assert [actions for _, actions, _ in granted(asked)] == [("s3:GetObject",), ("s3:PutObject",)]
    assert granted(by_default) == granted(asked)
    assert [actions for _, actions, _ in granted(not_at_all)] == [("s3:PutObject",)]


def test_without_the_plugin_a_functions_statements_do_not_count(read_service):
    template = read_service(HEAD + SHARED + own())
    assert {one.role for one in template.functions} == {"IamRoleLambdaExecution"}


def test_policies_attached_by_resources(read_service):
    text = (
        HEAD
        + ONE
        + "resources: {Resources: {P: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref IamRoleLambdaExecution], PolicyDocument: {Statement: [{Effect: Allow, Action: a:B, Resource: '*'}]}}}}}\n"
    )
    assert granted(read_service(text).roles[0]) == [("Allow", ("a:B",), ("*",))]


def test_extensions_replace_what_the_framework_makes(read_service):
    text = (
        HEAD
        + SHARED
        + ONE
        + "resources: {extensions: {IamRoleLambdaExecution: {Properties: {Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: a:B, Resource: '*'}]}}]}}}}\n"
    )
    assert granted(read_service(text).roles[0]) == [("Allow", ("a:B",), ("*",))]


def test_statements_that_a_program_gives_are_a_gap(read_service):
    text = (
        HEAD
        + "  iam:\n    role:\n      statements:\n        - {Effect: Allow, Action: a:B, Resource: '*'}\n        - ${file(more.js):statement}\n"
        + ONE
    )
    (role,) = read_service(text).roles
    assert granted(role) == [("Allow", ("a:B",), ("*",))]
    assert [(gap.kind, gap.span.line) for gap in role.gaps] == [("unknown-role", 9)]
    assert "file(more.js):statement" in role.gaps[0].detail


# ---------------------------------------------------------------- plugins
def test_harmless_plugins_leave_the_role_whole(read_service):
    assert (
        read_service(
            "plugins: [serverless-offline, serverless-python-requirements, serverless-step-functions]\n" + HEAD + ONE
        )
        .roles[0]
        .complete
    )


def test_an_unknown_plugin_is_a_gap_that_names_it(read_service):
    (role,) = read_service("plugins:\n  - serverless-offline\n  - ./own/plugin\n" + HEAD + ONE).roles
    assert not role.complete
    assert [(gap.span.line, "./own/plugin" in gap.detail) for gap in role.gaps] == [(3, True)]


def test_a_queue_of_lift(read_service):
    text = (
        "plugins: [serverless-lift]\nconstructs: {jobs: {type: queue, worker: {handler: a.work}}}\n"
        + HEAD
        + "functions: {f: {handler: a.b, environment: {Q: '${construct:jobs.queueUrl}'}}}\n"
    )
    template = read_service(text)
    assert [one.id for one in template.functions] == ["f", "jobsWorker"]
    reference = dict(template.functions[0].environment)["Q"][0].parts[0]
    assert (reference.logical_id, str(dict(template.functions[0].environment)["Q"][0])) == (
        "jobs",
        "${construct:jobs.queueUrl}",
    )
    (event,) = template.functions[1].events
    assert (event.kind, str(event.source), event.polled) == ("SQS", "${construct:jobs.queueArn}", True)
    assert (("sqs:SendMessage", "sqs:ChangeMessageVisibility"), "${construct:jobs.queueArn}") in generated(template)
    assert template.roles[0].complete


def test_a_queue_of_lift_with_a_named_worker(read_service):
    text = "plugins: [serverless-lift]\nconstructs: {jobs: {type: queue, worker: f}}\n" + HEAD
    (function,) = read_service(text + "functions: {f: {handler: a.b, events: [{http: GET /}]}}\n").functions
    assert [(event.kind, event.polled) for event in function.events] == [("Api", False), ("SQS", True)]


def test_an_unknown_construct_is_a_gap(read_service):
    (role,) = read_service("plugins: [serverless-lift]\nconstructs: {a: {type: own-thing}}\n" + HEAD + ONE).roles
    assert ["own-thing" in gap.detail for gap in role.gaps] == [True]


# ---------------------------------------------------------------- events
ARN = "arn:aws:sqs:eu-west-1:1:q"


@pytest.mark.parametrize(
    ("event", "kind", "source", "polled"),
    [
        (f"sqs: '{ARN}'", "SQS", ARN, True),
        (f"sqs: {{arn: '{ARN}'}}", "SQS", ARN, True),
        ("stream: 'arn:aws:dynamodb:eu-west-1:1:table/t/stream/1'", "DynamoDB", "arn:aws:dynamodb:eu-west-1:1:table/t/stream/1", True),
        ("stream: {type: dynamodb, arn: !GetAtt T.StreamArn}", "DynamoDB", "${T.StreamArn}", True),
        ("stream: {arn: !GetAtt T.StreamArn}", "DynamoDB", "${T.StreamArn}", True),
        ("stream: {type: kinesis, arn: !GetAtt S.Arn}", "Kinesis", "${S.Arn}", True),
        ("stream: {arn: 'arn:aws:kinesis:eu-west-1:1:stream/s', consumer: true}", "Kinesis", "${FsConsumerStreamConsumer}", True),
        ("msk: {arn: 'arn:aws:kafka:eu-west-1:1:cluster/c/1', topic: t}", "MSK", "arn:aws:kafka:eu-west-1:1:cluster/c/1", True),
        ("kafka: {topic: t, bootstrapServers: [b], accessConfigurations: {}}", "SelfManagedKafka", "None", True),
        ("activemq: {arn: 'arn:aws:mq:eu-west-1:1:broker:b:b-1', queue: q}", "MQ", "arn:aws:mq:eu-west-1:1:broker:b:b-1", True),
        ("s3: photos", "S3", "photos", False),
        ("s3: {bucket: !Ref B, event: 's3:ObjectCreated:*'}", "S3", "${B}", False),
        ("sns: topic", "SNS", "arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:topic", False),
        ("sns: {arn: !Ref Topic, topicName: t}", "SNS", "${Topic}", False),
        ("schedule: rate(1 minute)", "Schedule", "None", False),
        ("http: GET /a", "Api", "None", False),
        ("httpApi: '*'", "HttpApi", "None", False),
        ("eventBridge: {eventBus: bus, pattern: {source: [a]}}", "EventBridgeRule", "bus", False),
        ("cloudwatchLog: /aws/lambda/x", "CloudWatchLogs", "/aws/lambda/x", False),
        ("cognitoUserPool: {pool: users, trigger: PreSignUp}", "Cognito", "users", False),
        ("someday: x", "someday", "None", False),
    ],
)  # fmt: skip
def test_event_types(read_service, event, kind, source, polled):
    resources = "resources: {Resources: {T: {Type: AWS::DynamoDB::Table}, B: {Type: AWS::S3::Bucket}, S: {Type: AWS::Kinesis::Stream}}}\n"
    (function,) = read_service(
        HEAD + f"functions:\n  f:\n    handler: a.b\n    events:\n      - {event}\n" + resources
    ).functions
    (found,) = function.events
    assert isinstance(found, EventSource)
    assert (found.kind, str(found.source), found.polled, found.span.line) == (kind, source, polled, 9)


def test_an_event_of_a_resource_of_the_service(read_service):
    text = (
        HEAD
        + "functions: {f: {handler: a.b, events: [{sqs: {arn: !GetAtt Q.Arn}}, {s3: photos}]}}\nresources: {Resources: {Q: {Type: AWS::SQS::Queue}, B: {Type: AWS::S3::Bucket, Properties: {BucketName: photos}}}}\n"
    )
    assert [event.logical_id for event in read_service(text).functions[0].events] == ["Q", "B"]


def test_where_failed_batches_go(read_service):
    text = (
        HEAD
        + f"functions: {{f: {{handler: a.b, events: [{{stream: {{arn: 'arn:aws:kinesis:eu-west-1:1:stream/s', destinations: {{onFailure: '{ARN}'}}}}}}]}}}}\n"
    )
    template = read_service(text)
    assert str(template.functions[0].events[0].failure_destination) == ARN
    assert (("sqs:ListQueues", "sqs:SendMessage"), ARN) in generated(template)


def test_mappings_among_the_resources(read_service):
    text = (
        HEAD
        + ONE
        + "resources: {Resources: {M: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref FLambdaFunction, EventSourceArn: !GetAtt Q.Arn}}, Q: {Type: AWS::SQS::Queue}}}\n"
    )
    assert [(event.kind, event.logical_id) for event in read_service(text).functions[0].events] == [("SQS", "Q")]
