"""GET /customers/{customer}/orders: one order, or all of a customer."""

from shared.http import reply
from shared.orders import OrderStore


def handler(event, context):
    store = OrderStore()
    query = event.get("queryStringParameters") or {}
    if "id" in query:
        return reply(200, store.load(query["id"]))
    return reply(200, store.of_customer(event["pathParameters"]["customer"]))
