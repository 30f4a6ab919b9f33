from common.topics import publish


def main(event, context):
    publish("x")
