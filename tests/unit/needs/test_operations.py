"""Operations that are not their namesake on their usual resource: which actions, on what, how sure."""

from typing import Any

import pytest
from bench import RULEBOOK, argument, entry, lines, needs, resource

from analyzer.accesses.model import Access, Members
from analyzer.core import Env, Ref, Span, Text, lit, ref
from analyzer.needs import derive, unmapped
from analyzer.templates.model import Parameter

ROLE = "arn:aws:iam::1:role/r"
AWS = "arn:${AWS::Partition}"
HOME = "${AWS::Region}:${AWS::AccountId}"


def short(service: str, operation: str, arguments: object, *, side: bool = False) -> list[str]:
    """The needs with the deployment's own parts of ARNs left out."""
    found = lines(needs(service, operation, arguments, entry()), side=side)
    return [line.replace(AWS, "arn").replace(HOME, "") for line in found]


@pytest.mark.parametrize(
    "service, operation, arguments, expected",
    [
        ("s3", "HeadObject", {"Bucket": "b", "Key": "k"}, ["s3:GetObject @ arn:s3:::b/k"]),
        ("s3", "GetObject", {"Bucket": "b", "Key": "k", "VersionId": "1"}, ["s3:GetObjectVersion @ arn:s3:::b/k"]),
        ("s3", "HeadBucket", {"Bucket": "b"}, ["s3:ListBucket @ arn:s3:::b"]),
        ("s3", "PutObject", {"Bucket": "b", "Key": "k", "ACL": "public-read", "Tagging": "a=b"},
         ["s3:PutObject @ arn:s3:::b/k", "s3:PutObjectAcl @ arn:s3:::b/k", "s3:PutObjectTagging @ arn:s3:::b/k"]),
        ("s3", "PutObject", {"Bucket": "b", "Key": "k", "SSEKMSKeyId": "1"},
         ["kms:GenerateDataKey @ arn:kms::key/1", "s3:PutObject @ arn:s3:::b/k"]),
        ("s3", "CopyObject", {"Bucket": "b", "Key": "k", "CopySource": "from/a/b?versionId=3"},
         ["s3:GetObjectVersion @ arn:s3:::from/a/b", "s3:PutObject @ arn:s3:::b/k"]),
        ("s3", "CopyObject", {"Bucket": "b", "Key": "k", "CopySource": {"Bucket": "from", "Key": "a"}},
         ["s3:GetObject @ arn:s3:::from/a", "s3:PutObject @ arn:s3:::b/k"]),
        ("s3", "CopyObject", {"Bucket": "b", "Key": "k", "CopySource": None},
         ["s3:GetObject @ arn:s3:::*/*", "s3:PutObject @ arn:s3:::b/k"]),
        ("s3", "DeleteObjects", {"Bucket": "b", "Delete": {"Objects": [{"Key": "k"}, {"Key": "l", "VersionId": "1"}]}},
         ["s3:DeleteObject @ arn:s3:::b/k", "s3:DeleteObjectVersion @ arn:s3:::b/l"]),
        ("s3", "DeleteObjects", {"Bucket": "b", "Delete": None}, ["s3:DeleteObject @ arn:s3:::b/*"]),
        ("s3", "CompleteMultipartUpload", {"Bucket": "b", "Key": "k"}, ["s3:PutObject @ arn:s3:::b/k"]),
        ("s3", "GetObjectAttributes", {"Bucket": "b", "Key": "k"},
         ["s3:GetObject @ arn:s3:::b/k", "s3:GetObjectAttributes @ arn:s3:::b/k"]),
        ("dynamodb", "BatchWriteItem", {"RequestItems": {"t": [], "@keys": "u"}},
         ["dynamodb:BatchWriteItem @ arn:dynamodb::table/t", "dynamodb:BatchWriteItem @ arn:dynamodb::table/u"]),
        ("dynamodb", "BatchGetItem", {"RequestItems": None}, ["dynamodb:BatchGetItem @ arn:dynamodb::table/*"]),
        ("dynamodb", "TransactWriteItems", {"TransactItems": [{"Put": {"TableName": "t"}}, {"Delete": {"TableName": "u"}}]},
         ["dynamodb:DeleteItem @ arn:dynamodb::table/u", "dynamodb:PutItem @ arn:dynamodb::table/t"]),
        ("dynamodb", "TransactGetItems", {"TransactItems": [{"Get": {"TableName": "t"}}]},
         ["dynamodb:GetItem @ arn:dynamodb::table/t"]),
        ("dynamodb", "ExecuteStatement", {"Statement": 'SELECT * FROM "t"."i" WHERE id = ?'},
         ["dynamodb:PartiQLSelect @ arn:dynamodb::table/t/index/i"]),
        ("dynamodb", "ExecuteStatement", {"Statement": "insert into t value {'a': ?}"},
         ["dynamodb:PartiQLInsert @ arn:dynamodb::table/t"]),
        ("dynamodb", "BatchExecuteStatement", {"Statements": [{"Statement": "DELETE FROM t WHERE a = ?"}]},
         ["dynamodb:PartiQLDelete @ arn:dynamodb::table/t"]),
        ("sqs", "SendMessageBatch", {"QueueUrl": None}, ["sqs:SendMessage @ arn:sqs::*"]),
        ("sns", "PublishBatch", {"TopicArn": None}, ["sns:Publish @ arn:sns::*"]),
        ("events", "PutEvents", {"Entries": [{"Detail": None}]}, ["events:PutEvents @ arn:events::event-bus/default"]),
        ("events", "PutRule", {"Name": "r", "EventBusName": "b"}, ["events:PutRule @ arn:events::rule/b/r"]),
        ("http", "execute-api", {"Url": None, "Method": "GET"},
         ["?execute-api:Invoke @ arn:execute-api::*/*/GET/*"]),
        ("http", "es", {"Url": None, "Method": "GET"}, ["?es:ESHttpGet @ arn:es::domain/*/*"]),
        ("wafv2", "GetIPSet", {"Name": "n", "Scope": "CLOUDFRONT", "Id": "i"}, ["wafv2:GetIPSet @ arn:wafv2::global/ipset/n/i"]),
        ("wafv2", "DeleteIPSet", {"Name": "n", "Scope": "REGIONAL", "Id": None}, ["wafv2:DeleteIPSet @ arn:wafv2::regional/ipset/n/*"]),
        ("apigatewayv2", "GetStage", {"ApiId": "a", "StageName": "s"}, ["apigateway:GET @ arn:apigateway:${AWS::Region}::/apis/a/*"]),
        ("apigatewayv2", "UpdateApi", {"ApiId": "a"}, ["apigateway:PATCH @ arn:apigateway:${AWS::Region}::/apis/a"]),
        ("apigatewayv2", "GetDomainNames", {}, ["apigateway:GET @ *"]),
        ("fsx", "CreateSnapshot", {"VolumeId": "v", "Name": "n", "Tags": [{"Key": "a"}]},
         ["fsx:CreateSnapshot @ arn:fsx::snapshot/v/*", "fsx:CreateSnapshot @ arn:fsx::volume/*/v",
          "fsx:TagResource @ arn:fsx::snapshot/v/*"]),
        ("fsx", "CreateSnapshot", {"VolumeId": "v", "Name": "n", "Tags": []},
         ["fsx:CreateSnapshot @ arn:fsx::snapshot/v/*", "fsx:CreateSnapshot @ arn:fsx::volume/*/v"]),
        ("fsx", "CopySnapshotAndUpdateVolume", {"VolumeId": "v", "SourceSnapshotARN": None},
         ["fsx:CopySnapshotAndUpdateVolume @ arn:fsx::snapshot/*/*", "fsx:CopySnapshotAndUpdateVolume @ arn:fsx::volume/*/v"]),
        ("fsx", "CopySnapshotAndUpdateVolume", {"VolumeId": "v", "SourceSnapshotARN": "arn:aws:fsx:eu-west-1:1:snapshot/w/s"},
         ["fsx:CopySnapshotAndUpdateVolume @ arn:fsx::volume/*/v", "fsx:CopySnapshotAndUpdateVolume @ arn:aws:fsx:eu-west-1:1:snapshot/w/s"]),
        ("rds", "CreateDBSnapshot", {"DBSnapshotIdentifier": "s", "DBInstanceIdentifier": "d", "Tags": [{"Key": "a"}]},
         ["rds:AddTagsToResource @ arn:rds::snapshot:s", "rds:CreateDBSnapshot @ arn:rds::db:d",
          "rds:CreateDBSnapshot @ arn:rds::snapshot:s"]),
        ("events", "PutRule", {"Name": "r"}, ["events:PutRule @ arn:events::rule/r"]),
        ("kms", "ReEncrypt", {"SourceKeyId": "1", "DestinationKeyId": "2"},
         ["kms:ReEncryptFrom @ arn:kms::key/1", "kms:ReEncryptTo @ arn:kms::key/2"]),
        ("ssm", "GetParameter", {"Name": "/aws/reference/secretsmanager/db"},
         ["secretsmanager:GetSecretValue @ arn:secretsmanager::secret:db-??????",
          "ssm:GetParameter @ arn:ssm::parameter/aws/reference/secretsmanager/db"]),
        ("ssm", "SendCommand", {"DocumentName": "AWS-RunShellScript", "InstanceIds": ["i-1"]},
         ["ssm:SendCommand @ arn:ec2::instance/i-1", "ssm:SendCommand @ arn:ssm:${AWS::Region}::document/AWS-RunShellScript"]),
        ("sts", "GetCallerIdentity", {}, []),
        ("sts", "AssumeRole", {"RoleArn": "arn:aws:iam::1:role/r", "Tags": []},
         ["sts:AssumeRole @ arn:aws:iam::1:role/r", "sts:TagSession @ arn:aws:iam::1:role/r"]),
        ("translate", "TranslateText", {"SourceLanguageCode": "auto"},
         ["comprehend:DetectDominantLanguage @ *", "translate:TranslateText @ *"]),
        ("translate", "TranslateText", {"SourceLanguageCode": "en"}, ["translate:TranslateText @ *"]),
        ("textract", "DetectDocumentText", {"Document": {"S3Object": {"Bucket": "b", "Name": "n"}}},
         ["s3:GetObject @ arn:s3:::b/n", "textract:DetectDocumentText @ *"]),
        ("textract", "DetectDocumentText", {"Document": {"Bytes": None}}, ["textract:DetectDocumentText @ *"]),
        ("rekognition", "CompareFaces", {"SourceImage": {"S3Object": {"Bucket": "a", "Name": "x"}}, "TargetImage": {"Bytes": None}},
         ["rekognition:CompareFaces @ *", "s3:GetObject @ arn:s3:::a/x"]),
        ("bedrock-runtime", "Converse", {"modelId": "amazon.nova"}, ["bedrock:InvokeModel @ arn:bedrock:${AWS::Region}::foundation-model/amazon.nova"]),
        ("bedrock-runtime", "ConverseStream", {"modelId": "eu.amazon.nova"},
         ["bedrock:InvokeModelWithResponseStream @ arn:bedrock::inference-profile/eu.amazon.nova",
          "bedrock:InvokeModelWithResponseStream @ arn:bedrock:*::foundation-model/amazon.nova"]),
        ("bedrock-runtime", "InvokeModel", {"modelId": None},
         ["bedrock:InvokeModel @ arn:bedrock::inference-profile/*",
          "bedrock:InvokeModel @ arn:bedrock:${AWS::Region}::foundation-model/*"]),
        ("glue", "GetTable", {"DatabaseName": "d", "Name": "t"},
         ["glue:GetTable @ arn:glue::catalog", "glue:GetTable @ arn:glue::database/d", "glue:GetTable @ arn:glue::table/d/t"]),
        ("cognito-idp", "InitiateAuth", {"ClientId": "c"}, []),
        ("timestream-write", "WriteRecords", {"DatabaseName": "d", "TableName": "t"},
         ["timestream:DescribeEndpoints @ *", "timestream:WriteRecords @ arn:timestream::database/d/table/t"]),
        ("apigateway", "GetResources", {"restApiId": "x"}, ["apigateway:GET @ arn:apigateway:${AWS::Region}::/restapis/x/*"]),
        ("ec2", "CreateVolume", {"AvailabilityZone": "a", "TagSpecifications": [{"ResourceType": "volume", "Tags": [{"Key": "k"}]}]},
         ["ec2:CreateTags @ arn:ec2::volume/*", "ec2:CreateVolume @ arn:ec2::volume/*"]),
        ("ec2", "CreateSnapshot", {"VolumeId": "v", "TagSpecifications": [{"ResourceType": "snapshot"}, {"ResourceType": "volume"}]},
         ["ec2:CreateSnapshot @ arn:ec2::volume/v", "ec2:CreateSnapshot @ arn:ec2:${AWS::Region}::snapshot/*",
          "ec2:CreateTags @ arn:ec2::snapshot/*", "ec2:CreateTags @ arn:ec2::volume/*"]),
        ("ecs", "RunTask", {"taskDefinition": "family"},
         ["ecs:RunTask @ arn:ecs::task-definition/family:*", "?iam:PassRole @ arn:iam::${AWS::AccountId}:role/*"]),
        ("rds", "CreateDBSnapshot", {"DBInstanceIdentifier": "d"},
         ["rds:CreateDBSnapshot @ arn:rds::db:d", "rds:CreateDBSnapshot @ arn:rds::snapshot:*"]),
        ("fsx", "CreateSnapshot", {"Name": "n", "VolumeId": "v"},
         ["fsx:CreateSnapshot @ arn:fsx::snapshot/v/*", "fsx:CreateSnapshot @ arn:fsx::volume/*/v"]),
        ("backup", "StartBackupJob", {"BackupVaultName": "v", "ResourceArn": "arn:aws:x", "IamRoleArn": "arn:aws:iam::1:role/r"},
         ["backup:StartBackupJob @ arn:backup::backup-vault:v", "iam:PassRole @ arn:aws:iam::1:role/r"]),
        ("dynamodb", "TagResource", {"ResourceArn": "arn:aws:dynamodb:eu-west-1:1:table/t"},
         ["dynamodb:TagResource @ arn:aws:dynamodb:eu-west-1:1:table/t"]),
        ("lambda", "CreateFunction", {"FunctionName": "f", "Role": "arn:aws:iam::1:role/r", "Code": {"S3Bucket": "b", "S3Key": "k"}},
         ["iam:PassRole @ arn:aws:iam::1:role/r", "lambda:CreateFunction @ arn:lambda::function:f", "s3:GetObject @ arn:s3:::b/k"]),
    ],
)  # fmt: skip
def test_an_operation_needs(service: str, operation: str, arguments: object, expected: list[str]) -> None:
    assert short(service, operation, arguments) == expected


def test_permissions_that_come_along_explain_a_grant_and_no_more() -> None:
    found = short("s3", "PutObject", {"Bucket": "b", "Key": "k"}, side=True)
    assert found == [
        "~kms:Decrypt @ *",  # the bucket is not the template's, and may have a key
        "~kms:GenerateDataKey @ *",
        "~s3:AbortMultipartUpload @ arn:s3:::b/k",
        "s3:PutObject @ arn:s3:::b/k",
    ]
    found = short("s3", "HeadObject", {"Bucket": "b", "Key": "k"}, side=True)
    assert found == ["~kms:Decrypt @ *", "s3:GetObject @ arn:s3:::b/k", "~s3:ListBucket @ arn:s3:::b"]


def test_an_option_among_unknown_arguments_explains_a_grant_and_no_more() -> None:
    found = short("s3", "GetObject", Members((("Bucket", argument("b")),), open=True), side=True)
    assert found[2:4] == ["s3:GetObject @ arn:s3:::b/*", "?~s3:GetObjectVersion @ arn:s3:::b/*"]


def test_one_of_several_alternatives_is_possible_each() -> None:
    found = short("dynamodb", "TransactWriteItems", {"TransactItems": None})
    assert [line.partition(" ")[0] for line in found] == [
        "?dynamodb:ConditionCheckItem",
        "?dynamodb:DeleteItem",
        "?dynamodb:PutItem",
        "?dynamodb:UpdateItem",
    ]
    found = short("dynamodb", "ExecuteStatement", {"Statement": None})
    assert {line[0] for line in found} == {"?"}


def test_a_possible_need_says_why() -> None:
    [need] = [
        one for one in needs("dynamodb", "TransactWriteItems", {"TransactItems": None}, entry()) if "Put" in one.action
    ]
    assert need.because == "Put may or may not be given"


def test_services_acting_with_the_callers_permissions_are_told_apart() -> None:
    found = needs("athena", "StartQueryExecution", {"ResultConfiguration": {"OutputLocation": "s3://out/x/"}}, entry())
    origins = {one.action: one.origin for one in found if not one.explains_only}
    assert origins["athena:StartQueryExecution"] == "call"
    assert origins["s3:PutObject"] == origins["glue:GetTable"] == "service-on-behalf"
    assert f"s3:PutObject @ {AWS}:s3:::out/*" in lines(found)


def test_a_role_that_is_handed_over_is_a_dependent_need() -> None:
    where = entry(resource("Role", "AWS::IAM::Role"))
    job = {"Name": "j", "Role": ref("Role", "Arn"), "Command": {}}
    found = needs("glue", "CreateJob", job, where)
    passed = [one for one in found if one.action == "iam:PassRole"]
    assert [(one.origin, str(one.resources[0].text), one.explains_only) for one in passed] == [
        ("dependent", "${Role.Arn}", False)
    ]


def test_an_attribute_that_is_called_role_is_no_role_handed_over() -> None:
    item = {"TableName": "t", "Item": {"id": "1", "role": "admin"}}
    assert "iam:PassRole" not in [one.action for one in needs("dynamodb", "PutItem", item, entry())]
    talk = {"modelId": "m", "messages": [{"role": "user", "content": [{"text": "hello"}]}]}
    assert "iam:PassRole" not in [one.action for one in needs("bedrock-runtime", "Converse", talk, entry())]


@pytest.mark.parametrize(
    "service, operation, arguments",
    [
        ("dynamodb", "PutItem", {"TableName": "t", "Item": {"RoleArn": ROLE, "Role": ROLE, "of": {"RoleArn": ROLE}}}),
        ("dynamodb", "UpdateItem", {"TableName": "t", "Key": {"RoleArn": ROLE}, "UpdateExpression": "SET a = :a"}),
        ("stepfunctions", "StartExecution", {"stateMachineArn": "s", "input": {"RoleArn": ROLE}}),
        ("sqs", "SendMessage", {"QueueUrl": "q", "MessageAttributes": {"RoleArn": {"StringValue": ROLE}}}),
        ("events", "PutEvents", {"Entries": [{"Detail": {"RoleArn": ROLE}}]}),
    ],
)
def test_a_key_of_the_callers_own_is_no_member(service: str, operation: str, arguments: Any) -> None:
    assert "iam:PassRole" not in [one.action for one in needs(service, operation, arguments, entry())]


@pytest.mark.parametrize(
    "service, operation, arguments",
    [
        ("ecs", "RunTask", {"taskDefinition": "t", "overrides": {"taskRoleArn": ROLE}}),
        ("events", "PutTargets", {"Rule": "r", "Targets": [{"Id": "1", "Arn": "a", "RoleArn": ROLE}]}),
        ("appconfig", "CreateExtension", {"Name": "e", "Actions": {"ON_DEPLOYMENT_START": [{"RoleArn": ROLE}]}}),
        (
            "dms",
            "CreateEndpoint",
            {"EndpointIdentifier": "e", "MongoDbSettings": {"SecretsManagerAccessRoleArn": ROLE}},
        ),
        ("ssm", "StartAutomationExecution", {"DocumentName": "d", "Parameters": {"AutomationAssumeRole": [ROLE]}}),
    ],
)
def test_a_role_is_handed_over_at_any_depth(service: str, operation: str, arguments: Any) -> None:
    found = needs(service, operation, arguments, entry())
    assert f"iam:PassRole @ {ROLE}" in lines(found)


def test_a_role_that_is_used_itself_is_not_passed() -> None:
    assert [one.action for one in needs("sts", "AssumeRole", {"RoleArn": "arn:aws:iam::1:role/r"}, entry())] == [
        "sts:AssumeRole"
    ]


def test_dependents_that_the_call_does_not_show_merely_explain() -> None:
    found = needs("ec2", "AssociateIamInstanceProfile", {"InstanceId": "i-1"}, entry())
    passed = [one for one in found if one.action == "iam:PassRole"]
    assert [one.explains_only for one in passed] == [True]


def test_a_profile_named_by_a_parameter_keeps_the_reference() -> None:
    where = entry(environment={"M": ref("Model")}, parameters=(Parameter("Model", lit("eu.amazon.nova")),))
    found = lines(needs("bedrock-runtime", "InvokeModel", {"modelId": Env("M")}, where))
    assert found == [
        f"bedrock:InvokeModel @ {AWS}:bedrock:{HOME}:inference-profile/${{Model}}",
        f"bedrock:InvokeModel @ {AWS}:bedrock:*::foundation-model/*",
    ]


def test_calls_with_other_credentials_need_nothing_of_this_role() -> None:
    assert needs("s3", "ListBuckets", {}, entry(), principal="assumed role") == ()


def test_a_call_that_may_not_happen_is_possible() -> None:
    [need] = needs("s3", "ListBuckets", {}, entry(), certainty="possible", because="a guess")
    assert (need.certainty, need.because) == ("possible", "a guess")


def test_libraries_keep_their_origin() -> None:
    [need] = needs("s3", "ListBuckets", {}, entry(), origin="library")
    assert need.origin == "library"


def test_every_place_that_needs_it_is_kept_once() -> None:
    calls = [Access("s3", "ListBuckets", Members(()), Span("src/app.py", line, 1)) for line in (9, 3, 3)]
    [need] = derive(calls, entry(), RULEBOOK)
    assert [one.span.line for one in need.evidence] == [3, 9]
    assert need.evidence[0].call == "s3.ListBuckets"


def test_the_order_of_calls_does_not_matter() -> None:
    calls = [
        Access("dynamodb", name, argument({"TableName": table}), Span("src/app.py", line, 1))  # type: ignore[arg-type]
        for line, (name, table) in enumerate([("PutItem", "a"), ("GetItem", "b"), ("PutItem", "b"), ("Query", "a")])
    ]
    where = entry()
    assert derive(calls, where, RULEBOOK) == derive(calls[::-1], where, RULEBOOK)


def test_an_operation_whose_permission_nobody_knows_is_a_gap_and_no_need() -> None:
    access = Access("ec2", "GetTransitGatewayAttachmentNatConfiguration", Members(()), Span("src/app.py", 4))
    assert derive([access], entry(), RULEBOOK) == ()
    [gap] = unmapped([access], RULEBOOK)
    assert (gap.kind, gap.services, gap.span.line) == ("dynamic-operation", ("ec2",), 4)


def test_operations_with_a_row_or_a_namesake_are_no_gap() -> None:
    calls = [
        Access(*one, Members(()), Span("src/app.py")) for one in (("sts", "GetCallerIdentity"), ("sqs", "ListQueues"))
    ]
    assert unmapped(calls, RULEBOOK) == ()


def test_every_need_cites_a_page_where_a_row_says_so() -> None:
    found = needs("s3", "CopyObject", {"Bucket": "b", "Key": "k", "CopySource": "c/d"}, entry())
    assert all(one.doc.startswith("https://docs.aws.amazon.com/") for one in found)


def test_partiql_keeps_the_table_of_the_environment() -> None:
    where = entry(resource("T", "AWS::DynamoDB::Table"), environment={"TABLE": ref("T")})
    statement = Text.of('UPDATE "', Env("TABLE"), "\" SET a = 1 WHERE id = '", Ref("x"), "'")
    assert lines(needs("dynamodb", "ExecuteStatement", {"Statement": statement}, where)) == [
        "dynamodb:PartiQLUpdate @ ${T.Arn}"
    ]


def test_tags_of_a_new_thing_explain_a_grant_where_the_reference_asks_for_none() -> None:
    assert "~states:TagResource @ *" in short(
        "stepfunctions", "CreateActivity", {"name": "a", "tags": [{"key": "k"}]}, side=True
    )
    assert "~states:TagResource @ *" not in short("stepfunctions", "CreateActivity", {"name": "a"}, side=True)
