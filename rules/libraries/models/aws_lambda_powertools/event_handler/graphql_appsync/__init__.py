"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/appsync/"""
