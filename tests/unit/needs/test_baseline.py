"""What a function's configuration needs, whatever its code does."""

from bench import HERE, RULEBOOK, entry, lines, resource

from analyzer.core import Ref, Text, lit, ref
from analyzer.needs import baseline
from analyzer.needs.model import Need
from analyzer.templates.model import Entry, EventSource, Mapping, ResourceDecl, Scalar

AWS = "arn:${AWS::Partition}"
HOME = "${AWS::Region}:${AWS::AccountId}"


def base(*resources: ResourceDecl, **about: object) -> tuple[Need, ...]:
    return baseline(entry(*resources, **about), RULEBOOK)  # type: ignore[arg-type]


def without_logs(found: tuple[Need, ...]) -> list[str]:
    return [line for line in lines(found) if not line.startswith("logs:")]


def test_logs_go_to_the_functions_own_group() -> None:
    named = entry(resource("Fn", "AWS::Serverless::Function", "orders"))
    group = f"{AWS}:logs:{HOME}:log-group:/aws/lambda/orders:*"
    assert lines(baseline(named, RULEBOOK)) == [
        f"logs:{action} @ {group}" for action in ("CreateLogGroup", "CreateLogStream", "PutLogEvents")
    ]


def test_logs_of_a_function_without_a_name_go_below_lambdas_prefix() -> None:
    assert lines(base())[0] == f"logs:CreateLogGroup @ {AWS}:logs:{HOME}:log-group:/aws/lambda/*:*"


def test_logs_go_where_the_configuration_says() -> None:
    found = base(resource("Group", "AWS::Logs::LogGroup"), log_group=ref("Group"))
    assert lines(found)[:2] == ["logs:CreateLogStream @ ${Group.Arn}", "logs:PutLogEvents @ ${Group.Arn}"]


def test_logs_elsewhere_are_legitimate_and_no_more() -> None:
    assert "~logs:PutLogEvents @ *" in lines(base(), side=True)


def test_tracing_and_vpc() -> None:
    assert without_logs(base(tracing=True)) == ["xray:PutTelemetryRecords @ *", "xray:PutTraceSegments @ *"]
    assert [line.partition(" ")[0] for line in without_logs(base(vpc=True))] == [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
    ]
    assert {need.origin for need in base(vpc=True)} == {"runtime"}


def test_a_polled_queue_is_read_with_the_functions_role() -> None:
    source = EventSource("SQS", HERE, ref("Jobs", "Arn"), "Jobs", polled=True)
    found = base(resource("Jobs", "AWS::SQS::Queue"), events=(source,))
    assert without_logs(found) == [
        "sqs:DeleteMessage @ ${Jobs.Arn}",
        "sqs:GetQueueAttributes @ ${Jobs.Arn}",
        "sqs:ReceiveMessage @ ${Jobs.Arn}",
    ]
    assert {need.origin for need in found if need.action.startswith("sqs:")} == {"event-source"}
    assert {one.call for need in found if need.action.startswith("sqs:") for one in need.evidence} == {"event SQS"}


def test_an_encrypted_queue_needs_its_key() -> None:
    key = Mapping((Entry("KmsMasterKeyId", Mapping((Entry("Ref", Scalar("Key", HERE), HERE),), HERE), HERE),), HERE)
    source = EventSource("SQS", HERE, ref("Jobs", "Arn"), "Jobs", polled=True)
    found = base(resource("Jobs", "AWS::SQS::Queue", None, key), resource("Key", "AWS::KMS::Key"), events=(source,))
    assert "kms:Decrypt @ ${Key.Arn}" in lines(found)


def test_a_trigger_that_pushes_needs_nothing() -> None:
    source = EventSource("S3", HERE, ref("Bucket"), "Bucket")
    assert without_logs(base(resource("Bucket", "AWS::S3::Bucket"), events=(source,))) == []


def test_streams_and_where_their_failures_go() -> None:
    source = EventSource("DynamoDB", HERE, ref("T", "StreamArn"), "T", ref("Dead", "Arn"), polled=True)
    found = base(resource("T", "AWS::DynamoDB::Table"), resource("Dead", "AWS::SQS::Queue"), events=(source,))
    assert without_logs(found) == [
        "dynamodb:DescribeStream @ ${T.StreamArn}",
        "dynamodb:GetRecords @ ${T.StreamArn}",
        "dynamodb:GetShardIterator @ ${T.StreamArn}",
        "dynamodb:ListStreams @ *",
        "sqs:SendMessage @ ${Dead.Arn}",
    ]


def test_a_consumer_of_a_stream_is_subscribed_to() -> None:
    source = EventSource("Kinesis", HERE, ref("C"), "C", polled=True)
    found = without_logs(base(resource("C", "AWS::Kinesis::StreamConsumer"), events=(source,)))
    assert "kinesis:SubscribeToShard @ ${C}" in found
    assert f"kinesis:DescribeStreamSummary @ {AWS}:kinesis:{HOME}:stream/*" in found


def test_dead_letters_and_destinations_by_what_they_are() -> None:
    found = base(
        resource("Topic", "AWS::SNS::Topic"),
        resource("Next", "AWS::Lambda::Function"),
        dead_letter=ref("Topic"),
        destinations=(ref("Next", "Arn"), lit("arn:aws:events:eu-west-1:1:event-bus/own")),
    )
    assert without_logs(found) == [
        "events:PutEvents @ arn:aws:events:eu-west-1:1:event-bus/own",
        "lambda:InvokeFunction @ ${Next.Arn}",
        "sns:Publish @ ${Topic}",
    ]


def test_a_dead_letter_target_that_is_not_known_may_be_either() -> None:
    assert without_logs(base(dead_letter=ref("Target"))) == ["?sns:Publish @ ${Target}", "?sqs:SendMessage @ ${Target}"]


def test_the_key_of_the_environment_is_legitimate_and_no_more() -> None:
    found = base(resource("Key", "AWS::KMS::Key"), kms_key=ref("Key", "Arn"))
    assert "~kms:Decrypt @ ${Key.Arn}" in lines(found, side=True)


def test_a_file_system_is_found_behind_its_access_point() -> None:
    system = Mapping((Entry("Ref", Scalar("Files", HERE), HERE),), HERE)
    point = resource("Point", "AWS::EFS::AccessPoint", None, Mapping((Entry("FileSystemId", system, HERE),), HERE))
    found = base(point, resource("Files", "AWS::EFS::FileSystem"), file_systems=(ref("Point", "Arn"),))
    assert without_logs(found) == [
        "elasticfilesystem:ClientMount @ ${Files.Arn}",
        "elasticfilesystem:ClientWrite @ ${Files.Arn}",
    ]


def test_layers_that_call_aws_by_themselves() -> None:
    layer = Text.of(
        "arn:aws:lambda:", Ref("AWS::Region"), ":1:layer:AWS-Parameters-and-Secrets-Lambda-Extension-Arm64:11"
    )
    found = lines(base(layer_arns=(layer,)), side=True)
    assert "~ssm:GetParameter @ *" in found
    assert "~secretsmanager:GetSecretValue @ *" in found


def test_a_mounted_bucket_is_not_a_mount_of_efs() -> None:
    system = Mapping((Entry("Fn::GetAtt", Scalar("Files.FileSystemId", HERE), HERE),), HERE)
    point = resource("Door", "AWS::S3Files::AccessPoint", None, Mapping((Entry("FileSystemId", system, HERE),), HERE))
    found = base(resource("Files", "AWS::S3Files::FileSystem"), point, file_systems=(ref("Door", "AccessPointArn"),))
    assert without_logs(found) == [
        f"s3files:{name} @ ${{Files.FileSystemArn}}" for name in ("ClientMount", "ClientWrite")
    ]
    assert "~s3:GetObject @ *" in lines(found, side=True)


def test_a_mount_of_unknown_kind_is_of_efs() -> None:
    found = base(file_systems=(ref("Given"),))
    assert [line.partition(" @ ")[0] for line in without_logs(found)] == [
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientWrite",
    ]


def test_an_output_of_a_nested_stack_may_be_any_target() -> None:
    trigger = EventSource("DynamoDB", HERE, None, None, ref("Dlq", "Outputs.QueueArn"), polled=False)
    found = base(resource("Dlq", "AWS::CloudFormation::Stack"), events=(trigger,))
    assert "?sqs:SendMessage @ ${Dlq.Outputs.QueueArn}" in lines(found)


def test_a_target_of_a_told_type_is_no_riddle() -> None:
    target = ref("Stack", "Outputs.Dead")
    told = base(dead_letter=target, destinations=(target,), told=((target, "sns:topic"),))
    assert without_logs(told) == ["sns:Publish @ ${Stack.Outputs.Dead}"]
