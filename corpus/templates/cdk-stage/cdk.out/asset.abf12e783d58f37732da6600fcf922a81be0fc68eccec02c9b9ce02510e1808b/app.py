import boto3


def handler(event, context):
    boto3.client("sqs").list_queues()  # needs[Image9D742C96]: sqs:ListQueues @ *  # finding: missing-action sqs:ListQueues
