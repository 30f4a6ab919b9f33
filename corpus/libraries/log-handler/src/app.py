import logging

import boto3
import watchtower

logger = logging.getLogger("audit")
# needs: logs:DescribeLogGroups @ *; logs:CreateLogGroup @ arn::logs:::log-group:shop-audit:*; logs:CreateLogStream @ arn::logs:::log-group:shop-audit:*; logs:PutLogEvents @ arn::logs:::log-group:shop-audit:log-stream:*
logger.addHandler(watchtower.CloudWatchLogHandler(log_group_name="shop-audit", boto3_client=boto3.client("logs")))


def handler(event, context):
    logger.warning("seen")
