import json


def reply(status, body):
    return {"statusCode": status, "body": json.dumps(body, default=str)}
