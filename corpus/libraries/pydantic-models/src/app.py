import os

import boto3
from pydantic import BaseModel, field_validator, model_validator

s3 = boto3.client("s3")
sqs = boto3.client("sqs")
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


class Upload(BaseModel):
    key: str

    def tags(self):
        # needs: s3:GetObjectTagging @ {Uploads}/*
        return s3.get_object_tagging(Bucket=os.environ["BUCKET"], Key=self.key)["TagSet"]

    @model_validator(mode="after")
    def is_tagged(self):
        if not self.tags():
            raise ValueError("no tags")
        return self


class Order(BaseModel):
    id: str
    queue: str

    @field_validator("queue")
    @classmethod
    def exists(cls, value):
        return cls.address("jobs") and value

    @classmethod
    def address(cls, name):
        return sqs.get_queue_url(QueueName=name)["QueueUrl"]  # needs: sqs:GetQueueUrl @ {Jobs}

    def model_post_init(self, context):
        table.get_item(Key={"id": self.id})  # needs: dynamodb:GetItem @ {Orders}


class Search(BaseModel):
    def run(self):
        return table.query()  # needs: dynamodb:Query @ {Orders}


def handler(event, context):
    Upload.model_validate(event["upload"])
    Order.parse_raw(event["order"])
    return Search.model_validate_json(event["body"]).model_copy().run()
