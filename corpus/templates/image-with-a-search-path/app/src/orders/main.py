from orders.store import save


def handler(event, context):
    save(event["id"])
