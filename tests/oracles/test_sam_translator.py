"""AWS's own SAM translator is the golden answer for what our reader of SAM templates says.

A template is translated to plain CloudFormation and read again: each function must come out with the
same statements, environment, triggers and settings as when its SAM template is read directly.
``OVERGRANT_CORPORA`` may name a checkout of repositories with templates; without it only the
templates of ``corpus/`` are compared.
"""

import json
import logging
import os
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from analyzer.repository import Repository, discover
from analyzer.rulebook import Rulebook
from analyzer.templates import ReadOptions
from analyzer.templates.cloudformation import is_template, read_root
from analyzer.templates.document import parse
from analyzer.templates.knowledge import Knowledge
from analyzer.templates.nodes import at, entries, from_json, string
from analyzer.templates.sheet import Desk

ROOT = Path(__file__).resolve().parents[2]
OVERWRITTEN = {"ServerlessRestApi"}  # a function of this name gives way to the API that SAM makes
FIRST = (b"Fn::ForEach::", b"AWS::Include")  # CloudFormation writes these out before it calls the translator
UNTOLD = "EventSourceMapping"  # what polls from a parameter: the translation does not say what it is
NOT_CODE = {"AWS::Serverless::Application"}  # the translator asks the network about them


class NoManagedPolicies:
    """Stands for the account's list of managed policies: the bundled one is complete enough."""

    def load(self):
        return {}


def translate(template):
    """The translator's CloudFormation for a SAM template as plain values; raises where it refuses the template."""
    from samtranslator.translator.transform import transform

    template = json.loads(json.dumps(template, default=str))
    resources = template["Resources"]
    for name in [name for name, body in resources.items() if body.get("Type") in NOT_CODE]:
        del resources[name]
    for section in [
        *template.get("Globals", {}).values(),
        *(body.get("Properties") or {} for body in resources.values()),
    ]:
        for key in ("CodeUri", "ContentUri", "DefinitionUri"):
            if isinstance(section.get(key), str) and "://" not in section[key]:
                section[key] = "s3://bucket/key"
    for body in resources.values():
        if body.get("Type") == "AWS::Serverless::Function":
            built(body.setdefault("Properties", {}), template.get("Globals", {}).get("Function", {}))
    return transform(template, {}, NoManagedPolicies())


def built(properties, shared):
    """Fill in what ``sam build`` does: the code of functions that say nothing about it."""
    said = {**shared, **properties}
    if said.get("PackageType") == "Image":
        properties["ImageUri"] = "123456789012.dkr.ecr.us-east-1.amazonaws.com/image:latest"
    elif not {"CodeUri", "InlineCode"} & said.keys():
        properties["CodeUri"] = "s3://bucket/key"


def statements(role):
    """The statements of a role as a multiset: order and spelling of lists of one do not matter."""
    return Counter(
        (
            grant.statement.effect,
            tuple(sorted(grant.statement.actions)),
            tuple(sorted(grant.statement.not_actions)),
            tuple(sorted(str(text) for text in grant.statement.resources)),
            tuple(sorted(str(text) for text in grant.statement.not_resources)),
            tuple(sorted(str(condition) for condition in grant.statement.conditions)),
        )
        for grant in role.grants
    )


def once(counter):
    """Without repetitions: SAM leaves out a policy that it has already attached."""
    return set(counter)


def facts(template):
    """What is compared, by function."""
    roles = {role.id: role for role in template.roles}
    return {
        function.id: {
            "statements": once(statements(roles[function.role])),
            "complete": roles[function.role].complete,
            "role": roles[function.role].kind in {"implicit", "template"},
            "runtime": function.runtime,
            "handler": function.handler,
            "environment": {name: tuple(map(str, texts)) for name, texts in function.environment},
            "tracing": function.tracing,
            "vpc": function.vpc,
            "dead letter": function.dead_letter,
            "destinations": set(function.destinations),
            "polled": {(event.kind, event.source) for event in function.events if event.polled},
        }
        for function in template.functions
    }


def deployed(root):
    """The translator puts in defaults and its own region here and there: compared is one deployment."""
    parameters = tuple(
        (entry.key, string(at(entry.value, "Default")))
        for entry in entries(at(root, "Parameters"))
        if string(at(entry.value, "Default")) is not None
    )
    return ReadOptions(parameters=parameters, region="us-east-1", partition="aws")


def compare(path, data, desk):
    """The differences between the two readings of one template; None where the translator refuses it."""
    from samtranslator.yaml_helper import yaml_parse

    root, _ = parse(data, path)
    desk = replace(desk, options=deployed(root))
    ours = facts(read_root(path, root, desk))
    try:
        golden_document = translate(yaml_parse(data.decode("utf-8-sig")))
    except Exception as error:  # noqa: BLE001  (whatever a translator raises on a template that is no good)
        return None if ours else [], repr(error)[:200]
    golden = facts(read_root(path, from_json(golden_document, root.span), desk))
    differences = []
    for name in sorted((ours.keys() | golden.keys()) - OVERWRITTEN):
        if name not in ours or name not in golden:
            differences.append(f"{name} is only in {'ours' if name in ours else 'the golden answer'}")
            continue
        untold = {source for kind, source in golden[name]["polled"] if kind == UNTOLD}
        ours[name]["polled"] = {(UNTOLD if one[1] in untold else one[0], one[1]) for one in ours[name]["polled"]}
        for fact, value in ours[name].items():
            if value != golden[name][fact]:
                differences.append(difference(name, fact, value, golden[name][fact]))
    return differences, ""


def difference(name, fact, ours, golden):
    if isinstance(ours, set):
        return f"{name}: {fact}: only ours {sorted(map(str, ours - golden))}, only golden {sorted(map(str, golden - ours))}"
    return f"{name}: {fact}: ours {ours}, golden {golden}"


def sam_templates(folder):
    """The SAM templates below a folder: (path, bytes, the folder's repository)."""
    repository: Repository = discover([folder])
    for path in repository.files:
        if path.endswith((".yaml", ".yml", ".json", ".template")):
            data = repository.read(path)
            if b"AWS::Serverless" in data and not any(word in data for word in FIRST):
                yield path, data, repository


@pytest.fixture(scope="module")
def rulebook():
    return Rulebook()


@pytest.fixture(autouse=True)
def setting(monkeypatch):
    """A region for the translator, and functions in every language: roles do not depend on it."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr("analyzer.templates.cloudformation.runtime_of", lambda *_: "python")
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


EVERY_FORM = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev}
  Secret: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Runtime: python3.12
    Handler: app.handler
    CodeUri: src/
    Layers: [arn:aws:lambda:us-east-1:123456789012:layer:a:1]
    Environment: {Variables: {TABLE: !Ref Table, STAGE: global}}
    VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}
    Tracing: Active
Resources:
  Table: {Type: AWS::Serverless::SimpleTable}
  Topic: {Type: AWS::SNS::Topic}
  Queue: {Type: AWS::SQS::Queue}
  Bucket: {Type: AWS::S3::Bucket}
  Machine: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !GetAtt Shared.Arn, DefinitionString: "{}"}}
  Own:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: sqs:ListQueues, Resource: "*"}}}
  Shared:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]}
      ManagedPolicyArns: [!Ref Own, arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
  SingleName: {Type: AWS::Serverless::Function, Properties: {Policies: AmazonS3ReadOnlyAccess}}
  SingleDocument:
    Type: AWS::Serverless::Function
    Properties: {Policies: {Version: 2012-10-17, Statement: {Effect: Deny, NotAction: "s3:*", NotResource: !Sub "${Table.Arn}/*"}}}
  SingleTemplate: {Type: AWS::Serverless::Function, Properties: {Policies: {SQSPollerPolicy: {QueueName: !GetAtt Queue.QueueName}}}}
  Mixed:
    Type: AWS::Serverless::Function
    Properties:
      Tracing: Disabled
      Environment: {Variables: {STAGE: own, OTHER: !If [IsProd, a, b]}}
      Policies:
        - AWSLambdaBasicExecutionRole
        - arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess
        - !Ref Own
        - !If [IsProd, AmazonS3FullAccess, AmazonS3ReadOnlyAccess]
        - !If [IsProd, {Statement: [{Effect: Allow, Action: ["a:B"], Resource: "*"}]}, !Ref AWS::NoValue]
        - DynamoDBCrudPolicy: {TableName: !Ref Table}
        - !If [IsProd, {SNSPublishMessagePolicy: {TopicName: !GetAtt Topic.TopicName}}, !Ref AWS::NoValue]
        - Statement:
            - Effect: Allow
              Action: !If [IsProd, s3:GetObject, [s3:GetObject, s3:PutObject]]
              Resource: [!Join ["", [!GetAtt Bucket.Arn, /*]], !If [IsProd, !GetAtt Queue.Arn, !Ref AWS::NoValue]]
              Condition: {StringEquals: {aws:SourceVpc: [vpc-1, vpc-2]}}
  Sending:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Queue.Arn}
      EventInvokeConfig:
        DestinationConfig: {OnSuccess: {Type: SNS}, OnFailure: {Type: EventBridge, Destination: "arn:aws:events:us-east-1:1:event-bus/b"}}
      PermissionsBoundary: arn:aws:iam::aws:policy/PowerUserAccess
  Durable:
    Type: AWS::Serverless::Function
    Properties: {DurableConfig: {ExecutionTimeout: 10}, EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS}}}}
  Polling:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
        Stream: {Type: Kinesis, Properties: {Stream: "arn:aws:kinesis:us-east-1:1:stream/s", StartingPosition: LATEST, DestinationConfig: {OnFailure: {Type: S3, Destination: !GetAtt Bucket.Arn}}}}
        Changes: {Type: DynamoDB, Properties: {Stream: "arn:aws:dynamodb:us-east-1:1:table/t/stream/1", StartingPosition: LATEST, DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Queue.Arn}}}}
        Kafka: {Type: MSK, Properties: {Stream: "arn:aws:kafka:us-east-1:1:cluster/c/1", StartingPosition: LATEST, Topics: [t], SourceAccessConfigurations: [{Type: CLIENT_CERTIFICATE_TLS_AUTH, URI: !Ref Secret}]}}
        Own: {Type: SelfManagedKafka, Properties: {KafkaBootstrapServers: ["a:1"], Topics: [t], SecretsManagerKmsKeyId: k, SourceAccessConfigurations: [{Type: SASL_SCRAM_512_AUTH, URI: !Ref Secret}, {Type: VPC_SUBNET, URI: subnet-1}, {Type: VPC_SECURITY_GROUP, URI: sg-1}]}}
        Broker: {Type: MQ, Properties: {Broker: "arn:aws:mq:us-east-1:1:broker:b:1", Queues: [q], SecretsManagerKmsKeyId: k, SourceAccessConfigurations: [{Type: BASIC_AUTH, URI: !Ref Secret}]}}
        Documents: {Type: DocumentDB, Properties: {Cluster: "arn:aws:rds:us-east-1:1:cluster:c", DatabaseName: d, StartingPosition: LATEST, SourceAccessConfigurations: [{Type: BASIC_AUTH, URI: !Ref Secret}]}}
        Between: {Type: SNS, Properties: {Topic: !Ref Topic, SqsSubscription: true}}
  OwnRole: {Type: AWS::Serverless::Function, Properties: {Role: !GetAtt Shared.Arn}}
  MaybeRole:
    Type: AWS::Serverless::Function
    Properties: {Role: !If [IsProd, !GetAtt Shared.Arn, !Ref AWS::NoValue], Policies: [AmazonS3ReadOnlyAccess]}
  Connected:
    Type: AWS::Serverless::Function
    Connectors:
      ToTable: {Properties: {Destination: {Id: Table}, Permissions: [Read, Write]}}
      ToMany: {Properties: {Destination: [{Id: Queue}, {Id: Topic}], Permissions: [Write]}}
  Joined:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Connected}, Destination: {Id: Machine}, Permissions: [Read, Write]}
  Reading:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Queue}, Destination: {Id: Connected}, Permissions: [Read, Write]}
  More:
    Type: AWS::IAM::Policy
    Properties: {PolicyName: more, Roles: [!Ref MixedRole, !Ref Shared], PolicyDocument: {Statement: [{Effect: Allow, Action: "b:C", Resource: "*"}]}}
"""


@pytest.mark.filterwarnings("ignore")
def test_every_form_of_policy_reads_as_the_translator_translates_it(rulebook):
    """The forms that SAM documents, in one template: so that an empty corpus cannot make this file say nothing."""
    desk = Desk(Repository("", ()), Knowledge(rulebook))
    assert compare("template.yaml", EVERY_FORM.encode(), desk) == ([], "")


@pytest.mark.filterwarnings("ignore")
def test_every_policy_template_expands_as_the_translator_expands_it(rulebook):
    templates = json.loads((ROOT / "rules/generated/sam_policy_templates.json").read_text())
    functions = {
        f"F{index}": {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "Runtime": "python3.12",
                "Handler": "app.handler",
                "Policies": [{name: {parameter: {"Ref": f"P{parameter}"} for parameter in body.get("Parameters", {})}}],
            },
        }
        for index, (name, body) in enumerate(sorted(templates.items()))
    }
    document = json.dumps({"Transform": "AWS::Serverless-2016-10-31", "Resources": functions}).encode()
    desk = Desk(Repository("", ()), Knowledge(rulebook))
    assert len(functions) > 70
    assert compare("template.json", document, desk) == ([], "")


def test_every_connector_is_known_with_the_translators_permissions(rulebook):
    from samtranslator.model.connector_profiles.profile import PROFILE

    knowledge = Knowledge(rulebook)
    pairs = [
        (source, destination, profile["Properties"])
        for source, destinations in PROFILE["Permissions"].items()
        for destination, profile in destinations.items()
        if profile["Type"] == "AWS_IAM_ROLE_MANAGED_POLICY"
    ]
    assert len(pairs) > 15
    for source, destination, profile in pairs:
        ours = knowledge.connector(source, destination)
        assert ours["side"] == ("source" if profile["SourcePolicy"] else "destination")
        for category, document in profile["AccessCategories"].items():
            actions = [sorted(listed(statement["Action"])) for statement in document["Statement"]]
            assert [sorted(row["actions"]) for row in ours[category]] == actions


def listed(value):
    return value if isinstance(value, list) else [value]


def disagreements(folder, rulebook):
    found, compared, refused = [], 0, []
    for path, data, repository in sam_templates(folder):
        root, _ = parse(data, path)
        if root is None or not is_template(root):
            continue
        differences, why = compare(path, data, Desk(repository, Knowledge(rulebook)))
        if why:
            refused.append(f"{path}: {why}")
            continue
        compared += 1
        found += [f"{path}: {text}" for text in differences]
    return found, compared, refused


@pytest.mark.filterwarnings("ignore")
def test_corpus_templates_read_as_the_translator_translates_them(rulebook):
    found, _, refused = disagreements(ROOT / "corpus", rulebook)
    assert not found, "\n".join(found)
    assert not refused, "\n".join(refused)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif("OVERGRANT_CORPORA" not in os.environ, reason="OVERGRANT_CORPORA names no checkout")
def test_public_templates_read_as_the_translator_translates_them(rulebook, record_property):
    found, compared, refused = disagreements(Path(os.environ["OVERGRANT_CORPORA"]), rulebook)
    counts = f"{compared} templates compared, {len(found)} differences, {len(refused)} refused by the translator"
    record_property("score:sam translator", counts)
    assert compared
    assert not found, "\n".join(found)
