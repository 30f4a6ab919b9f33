import boto3


def handler(event, context):
    # needs[WithARole]: cloudformation:CreateStack @ arn::cloudformation:::stack/made/*; iam:PassRole @ arn:aws:iam::123456789012:role/stacks
    boto3.client("cloudformation").create_stack(
        StackName="made",
        TemplateBody="{}",
        RoleARN="arn:aws:iam::123456789012:role/stacks",
    )
