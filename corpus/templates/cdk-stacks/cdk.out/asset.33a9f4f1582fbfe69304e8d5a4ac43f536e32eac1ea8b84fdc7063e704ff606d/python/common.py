import boto3

sns = boto3.client("sns")


def log(event):
    sns.publish(TopicArn="arn:aws:sns:eu-west-1:123456789012:log", Message=str(event))  # needs[Save096A6EEB]: sns:Publish @ arn:aws:sns:eu-west-1:123456789012:log  # finding: missing-action sns:Publish
