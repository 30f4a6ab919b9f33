import os

import boto3


def handler(event, context):
    boto3.client("stepfunctions").start_execution(stateMachineArn=os.environ["FLOW"], input="{}")  # needs: states:StartExecution @ {Flow}
    boto3.client("lambda").invoke(FunctionName=os.environ["WORKER"], InvocationType="Event")  # needs: lambda:InvokeFunction @ {Worker}
