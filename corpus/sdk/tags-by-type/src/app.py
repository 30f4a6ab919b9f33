import os

import boto3

ssm = boto3.client("ssm")


def handler(event, context):
    name = os.environ["LIMIT"]
    ssm.add_tags_to_resource(ResourceType="Parameter", ResourceId=name, Tags=[{"Key": "a", "Value": "b"}])  # needs: ssm:AddTagsToResource @ {Limit}
    ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId="/orders/limit")  # needs: ssm:ListTagsForResource @ {Limit}
    ssm.remove_tags_from_resource(ResourceType="Document", ResourceId="runbook", TagKeys=["a"])  # needs: ssm:RemoveTagsFromResource @ arn::ssm:::document/runbook
    boto3.client("detective").list_organization_admin_accounts()  # needs: detective:ListOrganizationAdminAccount @ *
    boto3.client("organizations").list_tags_for_resource(ResourceId=event["account"])  # needs: organizations:ListTagsForResource @ arn::organizations:::account/o-*/*; organizations:ListTagsForResource @ arn::organizations:::ou/o-*/ou-*; organizations:ListTagsForResource @ arn::organizations:::policy/o-*/*/p-*; organizations:ListTagsForResource @ arn::organizations:::resourcepolicy/o-*/rp-*; organizations:ListTagsForResource @ arn::organizations:::root/o-*/r-*; organizations:ListTagsForResource @ arn::organizations:::transfer/o-*/*/*/rt-*
