import os

import boto3


class Refused(Exception):
    pass


def work(event):
    if event["bad"]:
        raise Refused(event)
    return "ok"


def handler(event, context):
    target = None
    try:
        result = work(event)
        target = os.environ["TOPIC"]
    except (Refused, KeyError) as error:
        boto3.client("sqs").send_message(QueueUrl=os.environ["FAILURES"], MessageBody=str(error))  # needs: sqs:SendMessage @ {Failures}
        return "failed"
    else:
        boto3.client("sns").publish(TopicArn=target, Message=result)  # needs: sns:Publish @ {Topic}
    finally:
        boto3.resource("dynamodb").Table(os.environ["LOG"]).put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ {Log}
    return result
