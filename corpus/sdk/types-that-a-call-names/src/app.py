import boto3


def handler(event, context):
    machines = boto3.client("stepfunctions")
    for machine in machines.list_state_machines()["stateMachines"]:  # needs: states:ListStateMachines @ *
        machines.list_executions(stateMachineArn=machine["stateMachineArn"])  # needs: states:ListExecutions @ arn::states:::stateMachine:*
    # needs: s3:GetObject @ arn::s3:::scans/in/*; s3:PutObject @ arn::s3:::scans/*
    # needs: bedrock:InvokeDataAutomationAsync @ arn::bedrock:::data-automation-profile/*; bedrock:InvokeDataAutomationAsync @ arn::bedrock:::data-automation-project/*
    return boto3.client("bedrock-data-automation-runtime").invoke_data_automation_async(
        inputConfiguration={"s3Uri": f"s3://scans/in/{event['id']}"},
        outputConfiguration={"s3Uri": "s3://scans/out/"},
        dataAutomationConfiguration={"dataAutomationProjectArn": event["project"]},
        dataAutomationProfileArn=event["profile"],
    )
