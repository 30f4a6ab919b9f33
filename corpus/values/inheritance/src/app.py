import os

from stores import OrderStore

store = OrderStore(os.environ["TABLE"])


def handler(event, context):
    store.save(event)
