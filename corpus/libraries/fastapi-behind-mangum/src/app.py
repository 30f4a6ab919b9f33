import os

import boto3
from fastapi import APIRouter, Depends, FastAPI
from mangum import Mangum

router = APIRouter()


def orders():
    yield boto3.resource("dynamodb").Table(os.environ["TABLE"])


@router.get("/orders/{order_id}")
async def one(order_id: str, table=Depends(orders)):
    return table.get_item(Key={"id": order_id})  # needs: dynamodb:GetItem @ {Orders}


async def unrouted(table=Depends(orders)):
    return table.scan()


app = FastAPI()
app.include_router(router)
handler = Mangum(app, lifespan="off")
