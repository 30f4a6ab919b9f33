import os

import boto3

events = boto3.client("events")
ENTRY = {"Source": "shop", "DetailType": "order", "Detail": "{}"}


def handler(event, context):
    events.put_events(Entries=[ENTRY])  # needs: events:PutEvents @ arn::events:::event-bus/default
    events.put_events(Entries=[{**ENTRY, "EventBusName": os.environ["BUS"]}])  # needs: events:PutEvents @ {Bus}
