import boto3

organizations = boto3.client("organizations")


def handler(event, context):
    organizations.tag_resource(ResourceId=event["account"], Tags=[])  # needs: organizations:TagResource @ arn::organizations:::account/o-*/*; organizations:TagResource @ arn::organizations:::ou/o-*/ou-*; organizations:TagResource @ arn::organizations:::policy/o-*/*/p-*; organizations:TagResource @ arn::organizations:::resourcepolicy/o-*/rp-*; organizations:TagResource @ arn::organizations:::root/o-*/r-*; organizations:TagResource @ arn::organizations:::transfer/o-*/*/*/rt-*
