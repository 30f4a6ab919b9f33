"""https://docs.powertools.aws.dev/lambda/python/latest/"""
