"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/api_gateway/

Which route an event takes is not known: every one of them runs, behind every middleware.
"""

from _overgrant import anything
from aws_lambda_powertools.utilities.data_classes.alb_event import ALBEvent
from aws_lambda_powertools.utilities.data_classes.api_gateway_proxy_event import APIGatewayProxyEvent, APIGatewayProxyEventV2


class CORSConfig:
    def __init__(self, *more, **options):
        self.options = options


class Response:
    def __init__(self, status_code=None, content_type=None, body=None, headers=None, cookies=None, **options):
        self.status_code = status_code
        self.body = body
        self.headers = headers


class BaseRouter:
    current_event = None
    lambda_context = None
    context = {}

    def __init__(self, *more, **options):
        self._routes = []
        self._middlewares = []
        self._handlers = []

    def route(self, rule=None, method=None, *more, middlewares=None, **options):
        def register(function):
            self._routes.append(function)
            for middleware in middlewares or []:
                self._middlewares.append(middleware)
            return function

        return register

    def get(self, rule=None, *more, middlewares=None, **options):
        return self.route(rule, middlewares=middlewares)

    def post(self, rule=None, *more, middlewares=None, **options):
        return self.route(rule, middlewares=middlewares)

    def put(self, rule=None, *more, middlewares=None, **options):
        return self.route(rule, middlewares=middlewares)

    def patch(self, rule=None, *more, middlewares=None, **options):
        return self.route(rule, middlewares=middlewares)

    def delete(self, rule=None, *more, middlewares=None, **options):
        return self.route(rule, middlewares=middlewares)

    def head(self, rule=None, *more, middlewares=None, **options):
        return self.route(rule, middlewares=middlewares)

    def use(self, middlewares):
        for middleware in middlewares:
            self._middlewares.append(middleware)

    def not_found(self, function=None):
        def register(handler):
            self._handlers.append(handler)
            return handler

        return register if function is None else register(function)

    def exception_handler(self, exc_class):
        def register(handler):
            self._handlers.append(handler)
            return handler

        return register

    def append_context(self, **additional):
        self.context.update(additional)

    def clear_context(self):
        return None


class Router(BaseRouter):
    pass


class ApiGatewayResolver(BaseRouter):
    _event_class = APIGatewayProxyEvent

    def include_router(self, router, prefix=None):
        self._routes.extend(router._routes)
        self._middlewares.extend(router._middlewares)
        self._handlers.extend(router._handlers)

    def resolve(self, event, context):
        BaseRouter.current_event = self._event_class(event)
        BaseRouter.lambda_context = context
        return self._run(event["pathParameters"])

    def __call__(self, event, context):
        return self.resolve(event, context)

    def _run(self, parameters):
        for middleware in self._middlewares:
            middleware(self, _next_middleware)
        for handler in self._handlers:
            handler(anything("error"))
        for function in self._routes:
            function(**parameters)
        return {"statusCode": 200, "body": anything("response")}


def _next_middleware(app):
    return Response(anything("status"))


class APIGatewayRestResolver(ApiGatewayResolver):
    _event_class = APIGatewayProxyEvent


class APIGatewayHttpResolver(ApiGatewayResolver):
    _event_class = APIGatewayProxyEventV2


class ALBResolver(ApiGatewayResolver):
    _event_class = ALBEvent
