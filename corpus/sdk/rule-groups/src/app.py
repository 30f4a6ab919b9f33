import os

import boto3

firewall = boto3.client("network-firewall")
RULES = os.environ["RULES"]


def handler(event, context):
    found = firewall.describe_rule_group(RuleGroupArn=RULES, Type="STATEFUL")  # needs: network-firewall:DescribeRuleGroup @ {Rules}
    firewall.update_rule_group(RuleGroupArn=RULES, Type="STATEFUL", UpdateToken=found["UpdateToken"], Rules="pass")  # needs: network-firewall:UpdateRuleGroup @ {Rules}
