import os

import boto3

s3 = boto3.client("s3")
written = boto3.resource("dynamodb").Table(os.environ["TABLE"])
KEYS = [
    "reports/ash.csv",
    "reports/beech.csv",
    "reports/birch.csv",
    "reports/box.csv",
    "reports/cedar.csv",
    "reports/cherry.csv",
    "reports/elder.csv",
    "reports/elm.csv",
    "reports/fir.csv",
    "reports/hazel.csv",
    "reports/holly.csv",
    "reports/ivy.csv",
    "reports/juniper.csv",
    "reports/larch.csv",
    "reports/lime.csv",
    "reports/maple.csv",
    "reports/oak.csv",
    "reports/pear.csv",
    "reports/pine.csv",
    "reports/plane.csv",
    "reports/plum.csv",
    "reports/poplar.csv",
    "reports/rowan.csv",
    "reports/spruce.csv",
    "reports/thuja.csv",
    "reports/walnut.csv",
    "reports/willow.csv",
    "reports/yew.csv",
]


def handler(event, context):
    for key in KEYS:
        s3.put_object(Bucket=os.environ["BUCKET"], Key=key, Body=b"")  # needs: s3:PutObject @ {Files}/reports/*.csv  # gap: widened
        written.put_item(Item={"id": event["id"], "key": key})  # needs: dynamodb:PutItem @ {Written}
