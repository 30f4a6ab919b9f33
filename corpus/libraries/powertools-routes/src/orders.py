import os

import boto3
from aws_lambda_powertools.event_handler.router import Router

router = Router()


@router.put("/orders")
def save():
    order = router.current_event.json_body
    boto3.resource("dynamodb").Table(os.environ["TABLE"]).put_item(Item=order)  # needs: dynamodb:PutItem @ {Orders}
    return {"id": order["id"]}
