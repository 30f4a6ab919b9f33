import os

import boto3


def publish(text):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=text)  # needs: sns:Publish @ {Topic}


def wrap(inner, name):
    def outer(text):
        return inner({"plugin": name, "text": text}["text"])

    return outer


def handler(event, context):
    chain = publish
    state = {"value": ()}
    for name in event["plugins"]:
        chain = wrap(chain, name)
        state = {"value": (name, state["value"])}
    chain("hello")
    return state
