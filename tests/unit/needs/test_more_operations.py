"""Operations whose permission is easily got wrong, one row each: qualifiers, streams, connections, queries, jobs."""

import pytest
from bench import entry, lines, needs

FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:f"


def short(service: str, operation: str, arguments: object) -> list[str]:
    found = lines(needs(service, operation, arguments, entry()))
    home = "${AWS::Region}:${AWS::AccountId}"
    return [line.replace("arn:${AWS::Partition}", "arn").replace(home, "") for line in found]


@pytest.mark.parametrize(
    "service, operation, arguments, expected",
    [
        ("lambda", "Invoke", {"FunctionName": "f", "Qualifier": "live"}, ["lambda:InvokeFunction @ arn:lambda::function:f:live"]),
        ("lambda", "Invoke", {"FunctionName": "f:live"}, ["lambda:InvokeFunction @ arn:lambda::function:f:live"]),
        ("lambda", "Invoke", {"FunctionName": f"{FUNCTION}:live"}, [f"lambda:InvokeFunction @ {FUNCTION}:live"]),
        ("lambda", "Invoke", {"FunctionName": "123456789012:function:f"},
         ["lambda:InvokeFunction @ arn:lambda:${AWS::Region}:123456789012:function:f"]),
        ("dynamodbstreams", "GetRecords", {"ShardIterator": None}, ["dynamodb:GetRecords @ arn:dynamodb::table/*/stream/*"]),
        ("s3", "PutObjectLegalHold", {"Bucket": "b", "Key": "k"}, ["s3:PutObjectLegalHold @ arn:s3:::b/k"]),
        ("s3", "PutObjectAcl", {"Bucket": "b", "Key": "k", "VersionId": "1"}, ["s3:PutObjectVersionAcl @ arn:s3:::b/k"]),
        ("s3", "SelectObjectContent", {"Bucket": "b", "Key": "k"}, ["s3:GetObject @ arn:s3:::b/k"]),
        ("s3", "GetObject", {"Bucket": "arn:aws:s3:eu-west-1:123456789012:accesspoint/ap", "Key": "k"},
         ["s3:GetObject @ arn:aws:s3:eu-west-1:123456789012:accesspoint/ap/object/k"]),
        ("bedrock-agent-runtime", "InvokeAgent", {"agentId": "A", "agentAliasId": "B"}, ["bedrock:InvokeAgent @ arn:bedrock::agent-alias/A/B"]),
        ("bedrock-agent-runtime", "Retrieve", {"knowledgeBaseId": "K"}, ["bedrock:Retrieve @ arn:bedrock::knowledge-base/K"]),
        ("bedrock", "CreateModelInvocationJob", {"jobName": "j", "roleArn": "arn:aws:iam::1:role/r", "modelId": "amazon.nova"},
         ["bedrock:CreateModelInvocationJob @ arn:bedrock::model-invocation-job/*",
          "bedrock:CreateModelInvocationJob @ arn:bedrock:${AWS::Region}::foundation-model/amazon.nova",
          "iam:PassRole @ arn:aws:iam::1:role/r"]),
        ("timestream-query", "Query", {"QueryString": "SELECT 1"},
         ["timestream:DescribeEndpoints @ *", "timestream:Select @ arn:timestream::database/*/table/*"]),
        ("redshift-data", "ExecuteStatement", {"ClusterIdentifier": "c", "Database": "d", "DbUser": "u", "Sql": "x"},
         ["redshift-data:ExecuteStatement @ arn:redshift::cluster:c", "redshift:GetClusterCredentials @ arn:redshift::dbuser:c/u"]),
        ("transcribe", "StartTranscriptionJob", {"TranscriptionJobName": "j", "Media": {"MediaFileUri": "s3://b/k"}, "OutputBucketName": "o"},
         ["s3:GetObject @ arn:s3:::b/k", "s3:PutObject @ arn:s3:::o/*", "transcribe:StartTranscriptionJob @ *"]),
        ("comprehend", "StartEntitiesDetectionJob", {"DataAccessRoleArn": "arn:aws:iam::1:role/r"},
         ["comprehend:StartEntitiesDetectionJob @ arn:comprehend::entities-detection-job/*", "iam:PassRole @ arn:aws:iam::1:role/r"]),
        ("rds", "generate_db_auth_token", {"DBHostname": "h", "DBUsername": "u"}, ["rds-db:connect @ arn:rds-db::dbuser:*/u"]),
        ("iot-data", "Publish", {"topic": "a/b"}, ["iot:Publish @ arn:iot::topic/a/b"]),
        ("neptunedata", "ExecuteGremlinQuery", {"gremlinQuery": "g.V()"},
         ["?neptune-db:DeleteDataViaQuery @ arn:neptune-db::*/*", "?neptune-db:ReadDataViaQuery @ arn:neptune-db::*/*",
          "?neptune-db:WriteDataViaQuery @ arn:neptune-db::*/*"]),
        ("keyspaces", "GetTable", {"keyspaceName": "k", "tableName": "t"}, ["cassandra:Select @ arn:cassandra::/keyspace/k/table/t"]),
        ("budgets", "DescribeBudget", {"AccountId": "1", "BudgetName": "b"}, ["budgets:ViewBudget @ arn:budgets::${AWS::AccountId}:budget/b"]),
        ("athena", "GetQueryExecution", {"QueryExecutionId": None}, ["athena:GetQueryExecution @ arn:athena::workgroup/*"]),
        ("athena", "GetQueryExecution", {"QueryExecutionId": {"@call": {"QueryString": "SELECT 1"}}},
         ["athena:GetQueryExecution @ arn:athena::workgroup/primary"]),
        ("athena", "GetQueryExecution", {"QueryExecutionId": {"@call": {"WorkGroup": "w"}}},
         ["athena:GetQueryExecution @ arn:athena::workgroup/w"]),
    ],
)  # fmt: skip
def test_an_operation_needs(service: str, operation: str, arguments: object, expected: list[str]) -> None:
    assert short(service, operation, arguments) == expected
