import os

import boto3


def handler(event, context):
    boto3.client("lambda-microvms").run_microvm(  # needs: lambda:RunMicrovm @ {Image}; iam:PassRole @ {Inside}; lambda:PassNetworkConnector @ *
        imageIdentifier=os.environ["IMAGE"],
        executionRoleArn=os.environ["ROLE"],
        ingressNetworkConnectors=[os.environ["INWARD"]],
        egressNetworkConnectors=[os.environ["OUTWARD"]],
    )
