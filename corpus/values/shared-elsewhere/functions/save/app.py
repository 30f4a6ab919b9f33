from orders.store import save  # gap: unlocated-code
from settled.twice import note  # gap: unresolved-import


def handler(event, context):
    save(event["id"])
    note(event)
