import os

import boto3
from aws_lambda_powertools.event_handler import BedrockAgentFunctionResolver

app = BedrockAgentFunctionResolver()


@app.tool(name="refund", description="Refund an order")
def refund(order_id: str):
    boto3.client("sqs").send_message(QueueUrl=os.environ["REFUNDS"], MessageBody=order_id)  # needs[Agent]: sqs:SendMessage @ {Refunds}
    return "ok"


def handler(event, context):
    return app.resolve(event, context)
