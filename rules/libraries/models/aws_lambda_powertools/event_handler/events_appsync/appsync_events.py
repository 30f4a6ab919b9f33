"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/appsync_events/"""

from aws_lambda_powertools.event_handler.events_appsync.router import Router
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class AppSyncEventsResolver(Router):
    def include_router(self, router):
        self._publish.extend(router._publish)
        self._subscribe.extend(router._subscribe)

    def resolve(self, event, context):
        self.current_event = DictWrapper(event)
        self.lambda_context = context
        for function in self._publish:
            function(event["events"][0]["payload"])
        for function in self._subscribe:
            function()
        return {"events": event["events"]}

    def __call__(self, event, context):
        return self.resolve(event, context)
