import os

import boto3
from aws_lambda_powertools.middleware_factory import lambda_handler_decorator
from aws_lambda_powertools.utilities.parser import BaseModel, event_parser
from aws_lambda_powertools.utilities.validation import validator

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


class Order(BaseModel):
    id: str


@lambda_handler_decorator
def audited(handler, event, context, table_name=None):
    boto3.client("dynamodb").put_item(TableName=table_name, Item={"id": {"S": "1"}})  # needs: dynamodb:PutItem @ {Audit}
    return handler(event, context)


@audited(table_name=os.environ["AUDIT"])
@validator(inbound_schema={"type": "object"})
@event_parser(model=Order)
def handler(event: Order, context):
    table.delete_item(Key={"id": event.id})  # needs: dynamodb:DeleteItem @ {Orders}
