"""Every night: forget what was closed."""

from shared.orders import OrderStore


def handler(event, context):
    return {"forgotten": OrderStore().forget("closed")}
