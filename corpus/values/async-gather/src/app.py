import asyncio
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
sns = boto3.client("sns")


async def save(item):
    return await asyncio.to_thread(table.put_item, Item=item)  # needs: dynamodb:PutItem @ {Orders}


async def announce(item):
    sns.publish(TopicArn=os.environ["TOPIC"], Message=item["id"])  # needs: sns:Publish @ {Topic}


async def main(item):
    await asyncio.gather(save(item), announce(item))


def handler(event, context):
    asyncio.run(main(event))
