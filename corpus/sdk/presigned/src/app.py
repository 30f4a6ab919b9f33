import os

import boto3

s3 = boto3.client("s3")
BUCKET = os.environ["BUCKET"]


def handler(event, context):
    get = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": f"out/{event['id']}"}, ExpiresIn=60)  # needs: s3:GetObject @ {Files}/out/*  # unrun: signing calls nothing
    post = s3.generate_presigned_post(BUCKET, "in/" + event["id"])  # needs: s3:PutObject @ {Files}/in/*  # unrun: signing calls nothing
    return {"get": get, "post": post}
