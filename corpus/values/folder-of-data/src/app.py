from geo import Place  # gap: unseen-package


def handler(event, context):
    return Place(event["name"]).near()
