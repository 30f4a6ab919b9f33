"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/api_gateway/#creating-a-middleware-class"""

from aws_lambda_powertools.event_handler.middlewares.base import BaseMiddlewareHandler, NextMiddleware
