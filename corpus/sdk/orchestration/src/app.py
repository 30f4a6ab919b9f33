import os

import boto3


def handler(event, context):
    boto3.client("stepfunctions").start_execution(stateMachineArn=os.environ["FLOW"], input="{}")  # needs: states:StartExecution @ {Flow}
    boto3.client("lambda").invoke(FunctionName=os.environ["WORKER"], InvocationType="Event")  # needs: lambda:InvokeFunction @ {Worker}
    asked = {"stateMachineArn": os.environ["FLOW"], "statusFilter": "RUNNING"}
    while found := boto3.client("stepfunctions").list_executions(**asked).get("nextToken"):  # needs: states:ListExecutions @ {Flow}
        asked["nextToken"] = found
    boto3.client("stepfunctions").list_executions(mapRunArn=event["mapRun"])  # needs: states:ListExecutions @ arn::states:::mapRun:*/*:*
