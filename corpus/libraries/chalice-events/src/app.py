import os

import boto3
from chalice import Chalice

app = Chalice(app_name="events")


@app.on_s3_event(bucket="pictures")
def on_picture(event):
    boto3.client("s3").get_object(Bucket=event.bucket, Key=event.key)  # needs[OnPicture]: s3:GetObject @ {Pictures}/*


@app.on_sqs_message(queue="jobs")
def on_job(event):
    for record in event:
        boto3.resource("dynamodb").Table(os.environ["TABLE"]).get_item(Key={"id": record.body})  # needs[OnJob]: dynamodb:GetItem @ {Orders}


@app.on_dynamodb_record(stream_arn="orders")
def on_order(event):
    for record in event:
        boto3.client("dynamodb").delete_item(TableName=os.environ["TABLE"], Key=record.keys)  # needs[OnOrder]: dynamodb:DeleteItem @ {Orders}
