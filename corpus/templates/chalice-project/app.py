import os

import boto3
from chalice import Chalice, Rate
from chalicelib.upkeep import upkeep

app = Chalice(app_name="orders")
app.register_blueprint(upkeep)
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


@app.route("/orders/{key}")
def one(key):
    return table.get_item(Key={"id": key})["Item"]  # needs[api_handler]: dynamodb:GetItem @ arn::dynamodb:::table/orders


@app.route("/", methods=["GET"])
def all_of_them():
    return {}


@app.schedule(Rate(1, unit=Rate.DAYS))
def nightly(event):
    table.scan()  # needs[nightly]: dynamodb:Scan @ arn::dynamodb:::table/orders


# needs[take]: sqs:ReceiveMessage @ arn::sqs:::jobs; sqs:DeleteMessage @ arn::sqs:::jobs; sqs:GetQueueAttributes @ arn::sqs:::jobs
@app.on_sqs_message(
    queue="jobs",
    batch_size=1,
)
def take(event):
    for record in event:
        # needs[take]: sns:Publish @ arn:aws:sns:eu-west-1:123456789012:taken
        boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=record.body)


@app.on_s3_event(bucket="pictures", name="resize")
def on_picture(event):
    # needs[resize]: s3:GetObject @ arn::s3:::pictures/*
    boto3.client("s3").get_object(Bucket=event.bucket, Key=event.key)
