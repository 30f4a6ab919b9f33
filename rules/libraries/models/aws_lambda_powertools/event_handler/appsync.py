"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/appsync/"""

from _overgrant import anything
from aws_lambda_powertools.utilities.data_classes.appsync_resolver_event import AppSyncResolverEvent


class Router:
    current_event = None
    current_batch_event = None
    lambda_context = None

    def __init__(self):
        self.context = {}
        self._resolvers = []
        self._batch_resolvers = []
        self._handlers = []

    def resolver(self, type_name="*", field_name=None):
        def register(function):
            self._resolvers.append(function)
            return function

        return register

    def batch_resolver(self, type_name="*", field_name=None, raise_on_error=False, aggregate=True):
        def register(function):
            self._batch_resolvers.append(function)
            return function

        return register

    def async_batch_resolver(self, type_name="*", field_name=None, raise_on_error=False, aggregate=True):
        return self.batch_resolver(type_name, field_name)

    def exception_handler(self, exc_class):
        def register(handler):
            self._handlers.append(handler)
            return handler

        return register

    def append_context(self, **additional):
        self.context.update(additional)

    def clear_context(self):
        return None


class AppSyncResolver(Router):
    def include_router(self, router):
        self._resolvers.extend(router._resolvers)
        self._batch_resolvers.extend(router._batch_resolvers)
        self._handlers.extend(router._handlers)

    def resolve(self, event, context, data_model=AppSyncResolverEvent):
        Router.current_event = data_model(event)
        Router.current_batch_event = [data_model(event)]
        Router.lambda_context = context
        for handler in self._handlers:
            handler(anything("error"))
        for function in self._batch_resolvers:
            function([data_model(event)])
        results = [function(**event["arguments"]) for function in self._resolvers]
        return results[0]

    def __call__(self, event, context, data_model=AppSyncResolverEvent):
        return self.resolve(event, context, data_model)
