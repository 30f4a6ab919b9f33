import contextlib
import os
import threading

import boto3

dynamodb = boto3.client("dynamodb")


class Clients(dict):
    def __missing__(self, service):
        self[service] = boto3.client(service)
        return self[service]


class Upload(threading.Thread):
    def __init__(self, clients, key):
        super().__init__()
        self.clients = clients
        self.key = key

    def run(self):
        self.clients["s3"].put_object(Bucket=os.environ["BUCKET"], Key=self.key, Body=b"")  # needs: s3:PutObject @ {Files}/a.txt


class Lock(contextlib.ContextDecorator):
    def __enter__(self):
        dynamodb.put_item(TableName=os.environ["LOCKS"], Item={"id": {"S": "lock"}})  # needs: dynamodb:PutItem @ {Locks}
        return self

    def __exit__(self, *error):
        dynamodb.delete_item(TableName=os.environ["LOCKS"], Key={"id": {"S": "lock"}})  # needs: dynamodb:DeleteItem @ {Locks}


class Told:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="done")  # needs: sns:Publish @ {Topic}


@Lock()
def locked(clients):
    upload = Upload(clients, "a.txt")
    upload.start()
    upload.join()


def handler(event, context):
    clients = Clients()
    with contextlib.ExitStack() as stack:
        stack.enter_context(Told())
        locked(clients)
