import contextvars
import os
import weakref
from functools import singledispatchmethod

import boto3

current = contextvars.ContextVar("current")
name = contextvars.ContextVar("name", default=os.environ["TABLE"])


class Store:
    def __init__(self, table):
        self.table = table

    def load(self, key):
        return self.table.get_item(Key={"id": key})  # needs: dynamodb:GetItem @ {Orders}

    @singledispatchmethod
    def change(self, what):
        raise TypeError(what)

    @change.register
    def _(self, what: dict):
        self.table.put_item(Item=what)  # needs: dynamodb:PutItem @ {Orders}

    @change.register(str)
    def _(self, what):
        self.table.delete_item(Key={"id": what})  # needs: dynamodb:DeleteItem @ {Orders}


def save(item):
    current.get().change(item)


def handler(event, context):
    store = Store(boto3.resource("dynamodb").Table(name.get()))
    current.set(store)
    contextvars.copy_context().run(save, {"id": "1"})
    save("2")
    weakref.WeakMethod(store.load)()("3")
    weakref.ref(store)().load("4")
