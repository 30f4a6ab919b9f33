import json
from pathlib import Path

import boto3

SETTINGS = json.loads((Path(__file__).parent / "settings.json").read_text())


def handler(event, context):
    table = boto3.resource("dynamodb").Table(SETTINGS["tables"]["orders"])
    return table.get_item(Key={"id": event["id"]})  # needs: dynamodb:GetItem @ {Orders}
