import os

import boto3


def keep(text):
    boto3.resource("dynamodb").Table(os.environ["NOTES"]).put_item(Item={"id": text, "RoleArn": text})  # needs: dynamodb:PutItem @ {Notes}
