import datetime
import os
import posixpath

import boto3

s3 = boto3.client("s3")


def put(key):
    s3.put_object(Bucket=os.environ["BUCKET"], Key=key, Body=b"")  # needs: s3:PutObject @ {Files}/a/*.txt, {Files}/b/*/x, {Files}/c-*, {Files}/d/*/e, {Files}/f/*.json, {Files}/h/fixed.csv, {Files}/day=*/g


def handler(event, context):
    name = event["id"]
    put("a/" + name + ".txt")
    put("b/%s/x" % name)
    put("c-{}".format(name))
    put("/".join(["d", name, "e"]))
    put(posixpath.join("f", f"{name}.json"))
    put(datetime.date.today().strftime("day=%Y-%m-%d") + "/g")
    put("H/FIXED.TXT".lower().replace(".txt", ".csv"))
