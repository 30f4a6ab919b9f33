def handler(event, context):
    return "another function's"
