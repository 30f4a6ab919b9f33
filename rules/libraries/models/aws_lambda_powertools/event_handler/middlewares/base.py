"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/api_gateway/#creating-a-middleware-class"""

NextMiddleware = None


class BaseMiddlewareHandler:
    def __call__(self, app, next_middleware):
        return self.handler(app, next_middleware)

    def handler(self, app, next_middleware):
        return next_middleware(app)
