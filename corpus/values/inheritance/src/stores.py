import abc
import json
import os

import boto3


class Store(abc.ABC):
    def __init__(self, name):
        self._table = boto3.resource("dynamodb").Table(name)

    def save(self, item):
        self._put(item)
        self.saved(item)

    @abc.abstractmethod
    def saved(self, item): ...

    def _put(self, item):
        self._table.put_item(Item=item)  # needs: dynamodb:PutItem @ {Orders}


class Announcing:
    topic = os.environ["TOPIC"]

    def saved(self, item):
        boto3.client("sns").publish(TopicArn=self.topic, Message=json.dumps(item))  # needs: sns:Publish @ {Events}


class OrderStore(Announcing, Store):
    def __init__(self, name):
        super().__init__(name)
        self.kind = "order"

    def _put(self, item):
        return super()._put({**item, "kind": self.kind})


class LogStore(Store):
    def saved(self, item):
        boto3.client("logs").create_log_group(logGroupName="orders")  # ok: nobody makes a LogStore
