import os

import boto3

s3 = boto3.client("s3")
sqs = boto3.client("sqs")


def walk(node, path):
    key = path + "/" + node["name"]
    s3.put_object(Bucket=os.environ["BUCKET"], Key=key, Body=b"")  # needs: s3:PutObject @ {Files}/root/*; s3:PutObject @ {Files}/root/*/*  # gap: widened
    for child in node["children"]:
        STEPS["walk"](child, key)
    return STEPS["even"](len(node["children"]))


def even(n):
    return True if n == 0 else STEPS["odd"](n - 1)


def odd(n):
    if n == 0:
        sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody="odd")  # needs: sqs:SendMessage @ {Queue}
        return False
    return STEPS["even"](n - 1)


STEPS = {"walk": walk, "even": even, "odd": odd}


def handler(event, context):
    return walk(event["tree"], "root")
