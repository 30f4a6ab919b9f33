import fast  # gap: opaque-library


def handler(event, context):
    return fast.run(event)
