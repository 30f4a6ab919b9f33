import os

import boto3
from aws_durable_execution_sdk_python import DurableContext, StepContext, durable_execution, durable_step

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


@durable_step
def reserve(step: StepContext, order):
    table.update_item(Key={"id": order["id"]})  # needs: dynamodb:UpdateItem @ {Orders}


@durable_step
def never(step: StepContext, order):
    table.delete_item(Key={"id": order["id"]})


def submit(callback_id, context):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=callback_id)  # needs: sns:Publish @ {Approvals}


@durable_execution
def handler(event, context: DurableContext):
    context.step(reserve(event["order"]), name="reserve")
    context.parallel([lambda child: table.put_item(Item=event["order"])])  # needs: dynamodb:PutItem @ {Orders}
    context.wait_for_callback(submit, name="approval")
    return context.invoke(function_name=os.environ["BILLING"], payload={})  # needs: lambda:InvokeFunction @ {Billing}
