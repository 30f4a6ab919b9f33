"""What runs a function, wherever the template says it."""

import pytest

HEAD = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
FUNCTION = "  F: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Handler: app.handler"
PARTS = """
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: the-queue}}
  T: {Type: AWS::DynamoDB::Table}
  B: {Type: AWS::S3::Bucket}
  N: {Type: AWS::SNS::Topic}
"""


def events(template):
    return [(event.kind, str(event.source), event.logical_id, event.polled) for event in template.functions[0].events]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("{Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}", ("SQS", "${Q.Arn}", "Q", True)),
        ("{Type: DynamoDB, Properties: {Stream: !GetAtt T.StreamArn}}", ("DynamoDB", "${T.StreamArn}", "T", True)),
        ("{Type: Kinesis, Properties: {Stream: !Ref StreamArn}}", ("Kinesis", "${StreamArn}", None, True)),
        ("{Type: S3, Properties: {Bucket: !Ref B, Events: s3:ObjectCreated:*}}", ("S3", "${B}", "B", False)),
        ("{Type: SNS, Properties: {Topic: !Ref N}}", ("SNS", "${N}", "N", False)),
        ("{Type: Api, Properties: {Path: /x, Method: get}}", ("Api", "None", None, False)),
        ("{Type: Schedule, Properties: {Schedule: rate(1 day)}}", ("Schedule", "None", None, False)),
        ("{Type: Brand, Properties: {New: x}}", ("Brand", "None", None, False)),
    ],
)
def test_events_of_a_sam_function(read_template, event, expected):
    template = read_template(f"{HEAD}{FUNCTION}, Events: {{E: {event}}}}}}}{PARTS}")
    assert events(template) == [expected]


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (
            "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref F, EventSourceArn: !GetAtt Q.Arn}}",
            ("SQS", "${Q.Arn}", "Q", True),
        ),
        (
            "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !GetAtt F.Arn, EventSourceArn: !GetAtt T.StreamArn}}",
            ("DynamoDB", "${T.StreamArn}", "T", True),
        ),
        (
            "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: named, EventSourceArn: 'arn:aws:kinesis:eu-west-1:1:stream/s'}}",
            ("Kinesis", "arn:aws:kinesis:eu-west-1:1:stream/s", None, True),
        ),
        (
            "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref F, EventSourceArn: !Sub 'arn:aws:sqs:${AWS::Region}:1:q'}}",
            ("SQS", "arn:aws:sqs:${AWS::Region}:1:q", None, True),
        ),
        (
            "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref F, EventSourceArn: !Ref P, Topics: [t]}}",
            ("MSK", "${P}", None, True),
        ),
        (
            "{Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {LambdaConfigurations: [{Function: !GetAtt F.Arn}]}}}",
            ("S3", "${X}", "X", False),
        ),
        (
            "{Type: AWS::SNS::Subscription, Properties: {Protocol: lambda, TopicArn: !Ref N, Endpoint: !GetAtt F.Arn}}",
            ("SNS", "${N}", "N", False),
        ),
        (
            "{Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F, Principal: s3.amazonaws.com, SourceArn: !GetAtt B.Arn}}",
            ("S3", "${B.Arn}", "B", False),
        ),
        (
            "{Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt F.Arn}]}}",
            ("EventBridgeRule", "None", None, False),
        ),
    ],
)
def test_triggers_that_stand_elsewhere(read_template, resource, expected):
    template = read_template(f"{HEAD}{FUNCTION}, FunctionName: named}}}}{PARTS}  X: {resource}\n")
    assert events(template) == [expected]


def test_a_trigger_reaches_a_function_through_its_alias(read_template):
    template = read_template(
        f"{HEAD}{FUNCTION}}}}}{PARTS}"
        "  A: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref F, Name: live}}\n"
        "  M: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref A, EventSourceArn: !GetAtt Q.Arn}}\n"
    )
    assert events(template) == [("SQS", "${Q.Arn}", "Q", True)]


def test_triggers_of_other_functions_are_not_this_ones(read_template):
    template = read_template(
        f"{HEAD}{FUNCTION}}}}}{PARTS}"
        "  M: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !ImportValue f, EventSourceArn: !GetAtt Q.Arn}}\n"
    )
    assert events(template) == []


def test_where_failures_and_results_go(read_template):
    template = read_template(
        f"{HEAD}{FUNCTION}, EventInvokeConfig: {{DestinationConfig: {{OnSuccess: {{Type: SQS}}}}}}, Events: "
        "{E: {Type: Kinesis, Properties: {Stream: s, DestinationConfig: {OnFailure: {Destination: !GetAtt Q.Arn}}}}}}}"
        f"{PARTS}"
        "  I: {Type: AWS::Lambda::EventInvokeConfig, Properties: {FunctionName: !Ref F, DestinationConfig: {OnFailure: {Destination: !Ref N}}}}\n"
    )
    (function,) = template.functions
    assert str(function.events[0].failure_destination) == "${Q.Arn}"
    assert [str(text) for text in function.destinations] == ["${FEventInvokeConfigOnSuccessQueue.Arn}", "${N}"]


def test_a_subscription_through_a_queue_is_polled(read_template):
    template = read_template(
        f"{HEAD}{FUNCTION}, Events: {{E: {{Type: SNS, Properties: {{Topic: !Ref N, SqsSubscription: true}}}}}}}}}}{PARTS}"
    )
    assert events(template) == [("SNS", "${N}", "N", False), ("SQS", "${FEQueue.Arn}", None, True)]


def test_what_a_target_is_stands_beside_it(read_template):
    """An ARN from elsewhere says nothing; the type that SAM wants with it does."""
    template = read_template(
        f"{HEAD}{FUNCTION}, DeadLetterQueue: {{Type: SNS, TargetArn: !GetAtt Stack.Outputs.Dead}}, "
        "EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SQS}, OnFailure: {Type: Lambda, Destination: !ImportValue f}}}}}"
        f"{PARTS}"
    )
    assert {str(text): kind for text, kind in template.functions[0].told} == {
        "${Stack.Outputs.Dead}": "sns:topic",
        "${Fn::ImportValue.f}": "lambda:function",
        "${FEventInvokeConfigOnSuccessQueue.Arn}": "sqs:queue",
    }
