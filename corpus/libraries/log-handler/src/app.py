import logging

import boto3
import watchtower

# needs: explains xray:PutTraceSegments @ *; explains xray:PutTelemetryRecords @ *; explains xray:GetSamplingRules @ *; explains xray:GetSamplingTargets @ *
from aws_xray_sdk.core import patch, xray_recorder

patch(["boto3"])
logger = logging.getLogger("audit")
# needs: logs:DescribeLogGroups @ *; logs:CreateLogGroup @ arn::logs:::log-group:shop-audit:*; logs:CreateLogStream @ arn::logs:::log-group:shop-audit:*; logs:PutLogEvents @ arn::logs:::log-group:shop-audit:log-stream:*
logger.addHandler(watchtower.CloudWatchLogHandler(log_group_name="shop-audit", boto3_client=boto3.client("logs")))


@xray_recorder.capture("seen")
def seen(topic):
    boto3.client("sns").publish(TopicArn=topic, Message="seen")  # needs: sns:Publish @ arn:aws:sns:eu-west-1:123456789012:seen


def handler(event, context):
    seen("arn:aws:sns:eu-west-1:123456789012:seen")
    logger.warning("seen")
