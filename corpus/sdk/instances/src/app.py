import boto3

ec2 = boto3.resource("ec2")


def handler(event, context):
    running = ec2.instances.filter(Filters=[{"Name": "instance-state-name", "Values": ["running"]}])
    running.stop()  # needs: ec2:DescribeInstances @ *; ec2:StopInstances @ arn::ec2:::instance/*
