"""Arguments become ARNs: what is known stays, what is not is the tightest wildcard."""

import pytest
from bench import HERE, UNKNOWN, entry, lines, needs, resource

from analyzer.accesses.model import Items, Known, Members
from analyzer.core import Env, Event, Hole, Ref, Text, lit, ref
from analyzer.templates.model import EventSource, Parameter

AWS = "arn:${AWS::Partition}"
HOME = "${AWS::Region}:${AWS::AccountId}"


def env(name: str, default: Text | None = None) -> Text:
    return Text((Env(name, default),))


def single(service: str, operation: str, arguments: object, where=None, **about) -> str:
    found = lines(needs(service, operation, arguments, where or entry(), **about))
    assert len(found) == 1, found
    return found[0].partition(" @ ")[2]


# ---------------------------------------------------------------- names of all kinds
@pytest.mark.parametrize(
    "service, operation, arguments, expected",
    [
        ("dynamodb", "PutItem", {"TableName": "orders"}, f"{AWS}:dynamodb:{HOME}:table/orders"),
        ("dynamodb", "PutItem", {"TableName": None}, f"{AWS}:dynamodb:{HOME}:table/*"),
        ("dynamodb", "Query", {"TableName": "t", "IndexName": "i"}, f"{AWS}:dynamodb:{HOME}:table/t/index/i"),
        ("dynamodb", "Query", {"TableName": "t", "IndexName": None}, f"{AWS}:dynamodb:{HOME}:table/t/index/*"),
        ("dynamodb", "PutItem", {"TableName": "arn:aws:dynamodb:eu-west-1:1:table/t"}, "arn:aws:dynamodb:eu-west-1:1:table/t"),
        ("s3", "PutObject", {"Bucket": "b", "Key": "k"}, f"{AWS}:s3:::b/k"),
        ("s3", "PutObject", {"Bucket": "b", "Key": None}, f"{AWS}:s3:::b/*"),
        ("s3", "PutObject", {"Bucket": None, "Key": None}, f"{AWS}:s3:::*/*"),
        ("s3", "ListObjectsV2", {"Bucket": "b"}, f"{AWS}:s3:::b"),
        ("s3", "ListBuckets", {}, "*"),
        ("s3", "GetBucketEncryption", {"Bucket": "b"}, f"{AWS}:s3:::b"),
        ("sqs", "SendMessage", {"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/123/q"}, f"{AWS}:sqs:eu-west-1:123:q"),
        ("sqs", "SendMessage", {"QueueUrl": "https://eu-west-1.queue.amazonaws.com/123/q"}, f"{AWS}:sqs:eu-west-1:123:q"),
        ("sqs", "GetQueueUrl", {"QueueName": "q"}, f"{AWS}:sqs:{HOME}:q"),
        ("sqs", "SendMessage", {"QueueUrl": None}, f"{AWS}:sqs:{HOME}:*"),
        ("sns", "Publish", {"TopicArn": "arn:aws:sns:eu-west-1:1:t"}, "arn:aws:sns:eu-west-1:1:t"),
        ("sns", "Publish", {"TopicArn": None}, f"{AWS}:sns:{HOME}:*"),
        ("sns", "Publish", {"PhoneNumber": "+1"}, "*"),
        ("lambda", "Invoke", {"FunctionName": "f"}, f"{AWS}:lambda:{HOME}:function:f"),
        ("lambda", "Invoke", {"FunctionName": "f:live"}, f"{AWS}:lambda:{HOME}:function:f:live"),
        ("lambda", "Invoke", {"FunctionName": "f", "Qualifier": "live"}, f"{AWS}:lambda:{HOME}:function:f:live"),
        ("lambda", "Invoke", {"FunctionName": "123:function:f"}, f"{AWS}:lambda:${{AWS::Region}}:123:function:f"),
        ("secretsmanager", "GetSecretValue", {"SecretId": "db"}, f"{AWS}:secretsmanager:{HOME}:secret:db-??????"),
        ("secretsmanager", "GetSecretValue", {"SecretId": None}, f"{AWS}:secretsmanager:{HOME}:secret:*"),
        ("ssm", "GetParameter", {"Name": "/app/db"}, f"{AWS}:ssm:{HOME}:parameter/app/db"),
        ("ssm", "GetParameter", {"Name": "plain:3"}, f"{AWS}:ssm:{HOME}:parameter/plain"),
        ("ssm", "GetParametersByPath", {"Path": "/app"}, f"{AWS}:ssm:{HOME}:parameter/app"),
        ("kms", "Encrypt", {"KeyId": "1234"}, f"{AWS}:kms:{HOME}:key/1234"),
        ("kms", "Encrypt", {"KeyId": "alias/own"}, f"{AWS}:kms:{HOME}:key/*"),
        ("kms", "Encrypt", {"KeyId": "arn:aws:kms:eu-west-1:1:alias/own"}, f"{AWS}:kms:{HOME}:key/*"),
        ("stepfunctions", "StartExecution", {"stateMachineArn": None}, f"{AWS}:states:{HOME}:stateMachine:*"),
        ("kinesis", "PutRecord", {"StreamName": "s"}, f"{AWS}:kinesis:{HOME}:stream/s"),
        ("firehose", "PutRecord", {"DeliveryStreamName": "s"}, f"{AWS}:firehose:{HOME}:deliverystream/s"),
        ("logs", "FilterLogEvents", {"logGroupName": "/x"}, f"{AWS}:logs:{HOME}:log-group:/x:*"),
        ("ses", "SendEmail", {"Source": "Me <me@example.com>"}, f"{AWS}:ses:{HOME}:identity/*example.com"),
        ("athena", "ListNamedQueries", {}, f"{AWS}:athena:{HOME}:workgroup/primary"),
        ("rekognition", "DeleteFaces", {"CollectionId": "c"}, f"{AWS}:rekognition:{HOME}:collection/c"),
        ("rekognition", "DetectFaces", {"Image": {"Bytes": None}}, "*"),
        ("cognito-idp", "AdminGetUser", {"UserPoolId": "eu_1"}, f"{AWS}:cognito-idp:{HOME}:userpool/eu_1"),
        ("bedrock-agent-runtime", "InvokeAgent", {"agentId": "a", "agentAliasId": "b"}, f"{AWS}:bedrock:{HOME}:agent-alias/a/b"),
        ("iot-data", "Publish", {"topic": "a/b"}, f"{AWS}:iot:{HOME}:topic/a/b"),
        ("apigatewaymanagementapi", "PostToConnection", {"ConnectionId": None}, f"{AWS}:execute-api:{HOME}:*/*/POST/@connections/*"),
        ("rds", "generate_db_auth_token", {"DBUsername": "u"}, f"{AWS}:rds-db:{HOME}:dbuser:*/u"),
    ],
)  # fmt: skip
def test_a_name_becomes_the_arn_of_its_type(service: str, operation: str, arguments: object, expected: str) -> None:
    assert single(service, operation, arguments) == expected


def test_a_key_known_in_part_is_a_pattern() -> None:
    key = Text.of("reports/", Hole("day"), ".csv")
    found = needs("s3", "PutObject", {"Bucket": "b", "Key": key}, entry())
    assert lines(found) == [f"s3:PutObject @ {AWS}:s3:::b/reports/*.csv"]
    assert found[-1].resources[0].certainty == "pattern"


def test_several_names_are_several_resources() -> None:
    tables = Known((lit("a"), lit("b")))
    found = needs("dynamodb", "PutItem", {"TableName": tables}, entry())
    assert [str(one.text)[-7:] for one in found[0].resources] == ["table/a", "table/b"]


def test_a_name_that_may_be_another_too_adds_the_tightest_wildcard() -> None:
    found = needs("dynamodb", "PutItem", {"TableName": Known((lit("a"),), open=True)}, entry())
    assert [one.certainty for one in found[0].resources] == ["any", "exact"]


def test_an_unknown_combination_keeps_what_is_known() -> None:
    buckets = Known(tuple(lit(f"b{i}") for i in range(6)))
    keys = Known(tuple(lit(f"k{i}") for i in range(8)))
    found = lines(needs("s3", "GetObject", {"Bucket": buckets, "Key": keys}, entry()))
    assert found == [f"s3:GetObject @ {AWS}:s3:::b{i}/*" for i in range(6)]


def test_a_client_of_another_region_reaches_that_region() -> None:
    assert single("ses", "SendEmail", {"Source": None}, region=lit("us-east-1")).startswith(f"{AWS}:ses:us-east-1:")


def test_keyword_arguments_that_are_not_known_leave_the_resource_open() -> None:
    assert single("dynamodb", "GetItem", Members((), open=True)) == f"{AWS}:dynamodb:{HOME}:table/*"


# ---------------------------------------------------------------- services nobody wrote rows for
@pytest.mark.parametrize(
    "service, operation, arguments, expected",
    [
        ("glue", "StartCrawler", {"Name": "c"}, f"{AWS}:glue:{HOME}:crawler/c"),
        ("ec2", "StartInstances", {"InstanceIds": ["i-1"]}, f"{AWS}:ec2:{HOME}:instance/i-1"),
        ("codecommit", "GetBranch", {"repositoryName": "r"}, f"{AWS}:codecommit:{HOME}:r"),
        ("elasticache", "DescribeEvents", {}, "*"),
        ("mediaconvert", "GetJob", {"Id": "j"}, f"{AWS}:mediaconvert:{HOME}:jobs/j"),
        ("acm", "DescribeCertificate", {"CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/x"}, "arn:aws:acm:eu-west-1:1:certificate/x"),
    ],
)  # fmt: skip
def test_members_named_like_a_placeholder_fill_it(
    service: str, operation: str, arguments: object, expected: str
) -> None:
    assert single(service, operation, arguments) == expected


# ---------------------------------------------------------------- the environment
def test_a_variable_is_looked_up_in_the_template() -> None:
    where = entry(resource("Orders", "AWS::DynamoDB::Table"), environment={"TABLE": ref("Orders")})
    found = needs("dynamodb", "PutItem", {"TableName": env("TABLE")}, where)
    assert lines(found) == ["dynamodb:PutItem @ ${Orders.Arn}"]
    assert found[0].resources[0].logical_id == "Orders"
    assert found[0].resources[0].certainty == "exact"


def test_every_value_of_a_conditional_variable_counts() -> None:
    where = entry(
        resource("A", "AWS::DynamoDB::Table"),
        resource("B", "AWS::DynamoDB::Table"),
        environment={"TABLE": (ref("A"), ref("B"))},
    )
    assert lines(needs("dynamodb", "PutItem", {"TableName": env("TABLE")}, where)) == [
        "dynamodb:PutItem @ ${A.Arn}",
        "dynamodb:PutItem @ ${B.Arn}",
    ]


def test_the_default_counts_only_where_the_template_sets_nothing() -> None:
    name = env("TABLE", lit("fallback"))
    assert single("dynamodb", "PutItem", {"TableName": name}).endswith("table/fallback")
    where = entry(environment={"TABLE": lit("orders")})
    assert single("dynamodb", "PutItem", {"TableName": name}, where).endswith("table/orders")


def test_a_variable_nobody_sets_is_not_known() -> None:
    assert single("dynamodb", "PutItem", {"TableName": env("TABLE")}).endswith("table/*")


def test_a_parameter_keeps_its_reference_and_never_its_default() -> None:
    where = entry(environment={"TABLE": ref("Name")}, parameters=(Parameter("Name", lit("orders")),))
    assert single("dynamodb", "PutItem", {"TableName": env("TABLE")}, where).endswith("table/${Name}")


def test_the_variables_that_lambda_sets() -> None:
    where = entry(resource("Fn", "AWS::Serverless::Function"))
    assert single("lambda", "Invoke", {"FunctionName": env("AWS_LAMBDA_FUNCTION_NAME")}, where) == "${Fn.Arn}"
    name = Text.of("logs-", Env("AWS_REGION"))
    assert single("s3", "ListObjectsV2", {"Bucket": name}) == f"{AWS}:s3:::logs-${{AWS::Region}}"


# ---------------------------------------------------------------- the event
def test_the_bucket_of_the_event_is_that_of_the_trigger() -> None:
    bucket = Text((Event(("Records", "[]", "s3", "bucket", "name")),))
    key = Text((Event(("Records", "[]", "s3", "object", "key")),))
    where = entry(resource("Uploads", "AWS::S3::Bucket"), events=(EventSource("S3", HERE, ref("Uploads"), "Uploads"),))
    assert single("s3", "GetObject", {"Bucket": bucket, "Key": key}, where) == "${Uploads.Arn}/*"
    assert single("s3", "GetObject", {"Bucket": bucket, "Key": key}) == f"{AWS}:s3:::*/*"


def test_an_arn_of_the_event_is_that_of_the_trigger() -> None:
    source = Text((Event(("Records", "0", "eventSourceARN")),))
    where = entry(resource("Jobs", "AWS::SQS::Queue"), events=(EventSource("SQS", HERE, ref("Jobs", "Arn"), "Jobs"),))
    found = lines(needs("sqs", "ListMessageMoveTasks", {"SourceArn": source}, where))
    assert found == ["sqs:ListMessageMoveTasks @ ${Jobs.Arn}"]


# ---------------------------------------------------------------- joining with the template
@pytest.mark.parametrize(
    "kind, service, operation, member, given, expected",
    [
        ("AWS::SQS::Queue", "sqs", "SendMessage", "QueueUrl", ref("X"), "${X.Arn}"),
        ("AWS::SNS::Topic", "sns", "Publish", "TopicArn", ref("X"), "${X}"),
        ("AWS::Serverless::StateMachine", "stepfunctions", "StartExecution", "stateMachineArn", ref("X", "Arn"), "${X}"),
        ("AWS::SecretsManager::Secret", "secretsmanager", "GetSecretValue", "SecretId", ref("X"), "${X}"),
        ("AWS::KMS::Key", "kms", "Encrypt", "KeyId", ref("X"), "${X.Arn}"),
        ("AWS::Kinesis::Stream", "kinesis", "PutRecord", "StreamName", ref("X"), "${X.Arn}"),
        ("AWS::KinesisFirehose::DeliveryStream", "firehose", "PutRecord", "DeliveryStreamName", ref("X"), "${X.Arn}"),
        ("AWS::Cognito::UserPool", "cognito-idp", "AdminGetUser", "UserPoolId", ref("X"), "${X.Arn}"),
        ("AWS::Athena::WorkGroup", "athena", "ListNamedQueries", "WorkGroup", ref("X"), f"{AWS}:athena:{HOME}:workgroup/${{X}}"),
        ("AWS::SSM::Parameter", "ssm", "GetParameter", "Name", ref("X"), f"{AWS}:ssm:{HOME}:parameter/${{X}}"),
        ("AWS::Serverless::SimpleTable", "dynamodb", "GetItem", "TableName", ref("X"), "${X.Arn}"),
        ("AWS::Logs::LogGroup", "logs", "FilterLogEvents", "logGroupName", ref("X"), "${X.Arn}"),
        ("aws_dynamodb_table", "dynamodb", "GetItem", "TableName", ref("X", "name"), "${X.arn}"),
        ("aws_sqs_queue", "sqs", "SendMessage", "QueueUrl", ref("X", "url"), "${X.arn}"),
        ("aws_sqs_queue", "sqs", "SendMessage", "QueueUrl", ref("X", "id"), "${X.arn}"),
        ("aws_sns_topic", "sns", "Publish", "TopicArn", ref("X", "arn"), "${X.arn}"),
        ("aws_cloudwatch_log_group", "logs", "FilterLogEvents", "logGroupName", ref("X", "name"), f"{AWS}:logs:{HOME}:log-group:${{X.name}}:*"),
    ],
)  # fmt: skip
def test_a_reference_leads_to_its_resource(  # noqa: PLR0917
    kind, service, operation, member, given, expected
) -> None:
    found = needs(service, operation, {member: env("V")}, entry(resource("X", kind), environment={"V": given}))
    assert lines(found) == [f"{found[0].action} @ {expected}"]
    assert found[0].resources[0].logical_id == "X"


def test_equal_expressions_name_the_same_resource() -> None:
    name = Text.of("orders-", Ref("AWS::StackName"))
    where = entry(resource("Orders", "AWS::DynamoDB::Table", name), environment={"TABLE": name})
    assert single("dynamodb", "GetItem", {"TableName": env("TABLE")}, where) == "${Orders.Arn}"


def test_one_parameter_that_names_both_sides_joins_them() -> None:
    where = entry(
        resource("Bucket", "AWS::S3::Bucket", ref("Name")),
        environment={"BUCKET": ref("Name")},
        parameters=(Parameter("Name"),),
    )
    assert single("s3", "PutObject", {"Bucket": env("BUCKET"), "Key": "k"}, where) == "${Bucket.Arn}/k"


def test_a_literal_equal_to_a_parameters_default_names_the_resource() -> None:
    where = entry(resource("T", "AWS::DynamoDB::Table", ref("Name")), parameters=(Parameter("Name", lit("orders")),))
    assert single("dynamodb", "GetItem", {"TableName": "orders"}, where) == "${T.Arn}"


def test_an_equal_name_of_another_type_is_another_thing() -> None:
    where = entry(resource("Jobs", "AWS::SQS::Queue", "orders"))
    assert single("dynamodb", "GetItem", {"TableName": "orders"}, where).endswith("table/orders")


def test_an_arn_spelled_around_a_reference_is_the_resource() -> None:
    arn = Text.of(
        "arn:aws:dynamodb:", Ref("AWS::Region"), ":", Ref("AWS::AccountId"), ":table/", Ref("Orders"), "/index/x"
    )
    where = entry(resource("Orders", "AWS::DynamoDB::Table"), environment={"ARN": arn})
    found = needs("dynamodb", "Query", {"TableName": env("ARN")}, where)
    assert found[0].resources[0].logical_id == "Orders"


def test_a_stream_is_no_table() -> None:
    where = entry(resource("Orders", "AWS::DynamoDB::Table"), environment={"S": ref("Orders", "StreamArn")})
    assert single("dynamodbstreams", "DescribeStream", {"StreamArn": env("S")}, where) == "${Orders.StreamArn}"


def test_a_slash_of_a_parameters_name_is_not_doubled() -> None:
    where = entry(resource("P", "AWS::SSM::Parameter", "/app/db"))
    assert single("ssm", "GetParameter", {"Name": "/app/db"}, where) == f"{AWS}:ssm:{HOME}:parameter${{P}}"


def test_an_alias_leads_to_the_key_behind_it() -> None:
    from analyzer.templates.model import Entry, Mapping, Scalar

    target = Mapping((Entry("Ref", Scalar("Key", HERE), HERE),), HERE)
    alias = resource("Alias", "AWS::KMS::Alias", "alias/own", Mapping((Entry("TargetKeyId", target, HERE),), HERE))
    where = entry(resource("Key", "AWS::KMS::Key"), alias)
    assert single("kms", "Encrypt", {"KeyId": "alias/own"}, where) == "${Key.Arn}"
    assert single("kms", "Encrypt", {"KeyId": ref("Alias")}, where) == "${Key.Arn}"


def test_a_parameter_that_holds_an_arn_is_passed_on() -> None:
    where = entry(
        environment={"TOPIC": ref("TopicArn"), "TABLE": ref("TableArn")},
        parameters=(Parameter("TopicArn"), Parameter("TableArn")),
    )
    assert single("sns", "Publish", {"TopicArn": env("TOPIC")}, where) == "${TopicArn}"
    assert single("dynamodb", "GetItem", {"TableName": env("TABLE")}, where) == "${TableArn}"


def test_access_points_stand_where_buckets_do() -> None:
    point = "arn:aws:s3:eu-west-1:1:accesspoint/ap"
    assert single("s3", "GetObject", {"Bucket": point, "Key": "k"}) == f"{point}/object/k"
    assert single("s3", "ListObjectsV2", {"Bucket": point}) == point


def test_lists_give_each_of_their_elements() -> None:
    names = Items((Known((lit("/a"),)), Known((lit("b"),)), UNKNOWN))
    assert lines(needs("ssm", "GetParameters", {"Names": names}, entry())) == [
        f"ssm:GetParameters @ {AWS}:ssm:{HOME}:parameter/*",
        f"ssm:GetParameters @ {AWS}:ssm:{HOME}:parameter/a",
        f"ssm:GetParameters @ {AWS}:ssm:{HOME}:parameter/b",
    ]


def test_a_parameter_that_holds_a_url_names_no_queue() -> None:
    where = entry(environment={"QUEUE": ref("QueueUrl")}, parameters=(Parameter("QueueUrl"),))
    assert single("sqs", "SendMessage", {"QueueUrl": env("QUEUE")}, where) == f"{AWS}:sqs:{HOME}:*"


def test_a_url_around_a_queues_name_is_the_queue() -> None:
    url = Text.of(
        "https://sqs.", Ref("AWS::Region"), ".amazonaws.com/", Ref("AWS::AccountId"), "/", Ref("Q", "QueueName")
    )
    where = entry(resource("Q", "AWS::SQS::Queue"), environment={"QUEUE": url})
    assert single("sqs", "SendMessage", {"QueueUrl": env("QUEUE")}, where) == "${Q.Arn}"


def test_outputs_of_a_nested_stack_are_arns_by_their_names() -> None:
    where = entry(resource("Child", "AWS::CloudFormation::Stack"))
    assert (
        single("dynamodb", "GetItem", {"TableName": ref("Child", "Outputs.TableArn")}, where)
        == "${Child.Outputs.TableArn}"
    )
    found = needs("dynamodb", "GetItem", {"TableName": ref("Child", "Outputs.Table")}, where)
    assert str(found[0].resources[0].text).endswith(":table/${Child.Outputs.Table}")
    assert found[0].resources[0].logical_id == "Child"


def test_a_key_that_is_an_alias_by_default_is_any_key() -> None:
    where = entry(environment={"KEY": ref("KeyId")}, parameters=(Parameter("KeyId", lit("alias/own")),))
    assert single("kms", "Encrypt", {"KeyId": env("KEY")}, where) == f"{AWS}:kms:{HOME}:key/*"


def test_a_task_definition_is_its_reference_with_a_revision() -> None:
    where = entry(resource("Task", "AWS::ECS::TaskDefinition", "family"), environment={"TASK": ref("Task")})
    assert "ecs:RunTask @ ${Task}" in lines(needs("ecs", "RunTask", {"taskDefinition": env("TASK")}, where))


def test_an_empty_name_is_no_name() -> None:
    assert single("dynamodb", "PutItem", {"TableName": ""}) == f"{AWS}:dynamodb:{HOME}:table/*"
