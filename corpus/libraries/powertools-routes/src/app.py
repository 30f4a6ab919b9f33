import os

import boto3
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from orders import router

app = APIGatewayRestResolver()
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
topic = os.environ["TOPIC"]


def counted(app, next_middleware):
    table.update_item(Key={"id": "calls"}, UpdateExpression="ADD n :one", ExpressionAttributeValues={":one": 1})  # needs: dynamodb:UpdateItem @ {Orders}
    return next_middleware(app)


@app.get("/orders/<order_id>", middlewares=[counted])
def one(order_id: str):
    found = table.get_item(Key={"id": order_id})  # needs: dynamodb:GetItem @ {Orders}
    if "Item" not in found:
        raise NotFoundError("no such order")
    return found["Item"]["id"]


@app.exception_handler(KeyError)
def told(error):
    boto3.client("sns").publish(TopicArn=topic, Message=str(error))  # needs: sns:Publish @ {Errors}
    return Response(status_code=500, content_type="text/plain", body="told")


@app.post("/fail")
def fail():
    raise KeyError("x")


app.include_router(router, prefix="/more")


def forgotten():
    table.delete_item(Key={"id": "1"})


def handler(event, context):
    return app.resolve(event, context)
