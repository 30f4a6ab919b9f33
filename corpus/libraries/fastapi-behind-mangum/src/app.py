import asyncio
import os
from contextlib import asynccontextmanager

import boto3
from fastapi import APIRouter, Depends, FastAPI
from mangum import Mangum

router = APIRouter()
queue = None


class Queue:
    def __init__(self, url):
        self._client = boto3.client("sqs")
        self._url = url

    async def push(self, body):
        await asyncio.to_thread(self._client.send_message, QueueUrl=self._url, MessageBody=body)  # needs: sqs:SendMessage @ {Work}


@asynccontextmanager
async def lifespan(app):
    global queue
    queue = Queue(os.environ["WORK"])
    yield
    queue = None


def orders():
    yield boto3.resource("dynamodb").Table(os.environ["TABLE"])


@router.get("/orders/{order_id}")
async def one(order_id: str, table=Depends(orders)):
    if queue is not None:
        await queue.push(order_id)
    return table.get_item(Key={"id": order_id})  # needs: dynamodb:GetItem @ {Orders}


async def unrouted(table=Depends(orders)):
    return table.scan()


app = FastAPI(lifespan=lifespan)
app.include_router(router)
handler = Mangum(app, lifespan="auto")
