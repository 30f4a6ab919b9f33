import boto3


def handler(event, context):
    boto3.client("cloudformation").delete_stack(StackName="made")  # needs[WithoutARole]: cloudformation:DeleteStack @ arn::cloudformation:::stack/made/*  # gap[WithoutARole]: service-on-behalf
