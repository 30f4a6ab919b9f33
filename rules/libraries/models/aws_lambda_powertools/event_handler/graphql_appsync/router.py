"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/appsync/#split-operations-with-router"""

from aws_lambda_powertools.event_handler.appsync import Router
