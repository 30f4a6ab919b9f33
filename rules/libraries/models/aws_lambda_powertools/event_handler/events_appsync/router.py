"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/appsync_events/"""


class Router:
    def __init__(self):
        self.context = {}
        self._publish = []
        self._subscribe = []

    def on_publish(self, path="/default/*", aggregate=False):
        def register(function=None):
            self._publish.append(function)
            return function

        return register

    def async_on_publish(self, path="/default/*", aggregate=False):
        return self.on_publish(path, aggregate)

    def on_subscribe(self, path="/default/*"):
        def register(function=None):
            self._subscribe.append(function)
            return function

        return register

    def append_context(self, **additional):
        self.context.update(additional)
