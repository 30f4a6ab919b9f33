def handler(event, context):
    return "nothing is needed"
