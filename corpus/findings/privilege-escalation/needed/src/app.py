import os

import boto3


def handler(event, context):
    boto3.client("lambda").create_function(  # needs: lambda:CreateFunction @ arn::lambda:::function:worker; iam:PassRole @ {WorkerRole}
        FunctionName="worker",
        Runtime="python3.13",
        Handler="app.handler",
        Role=os.environ["ROLE"],
        Code={"ZipFile": b"x"},
    )
