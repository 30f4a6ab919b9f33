"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/handle-requests.html"""

from _overgrant import anything
from ask_sdk_core.attributes_manager import AttributesManager
from ask_sdk_core.handler_input import HandlerInput


class SkillConfiguration:
    def __init__(self, builder, persistence_adapter=None):
        self.builder = builder
        self.persistence_adapter = persistence_adapter


class CustomSkill:
    def __init__(self, skill_configuration):
        self.configuration = skill_configuration

    def invoke(self, request_envelope, context):
        builder = self.configuration.builder
        given = HandlerInput(
            request_envelope, AttributesManager(request_envelope, self.configuration.persistence_adapter), context
        )
        error = anything("an error")
        for interceptor in builder._before:
            interceptor.process(given)
        for handler in builder._handlers:
            if handler.can_handle(given):
                handler.handle(given)
        for handler in builder._rescuers:
            if handler.can_handle(given, error):
                handler.handle(given, error)
        for interceptor in builder._after:
            interceptor.process(given, anything("a response"))
        for guard, function, role in builder._guards:
            self._decorated(guard, function, role, given, error)
        return anything("a response")

    def _decorated(self, guard, function, role, given, error):
        if role == "handle":
            guard(given)
            function(given)
        elif role == "rescue":
            guard(given, error)
            function(given, error)
        elif role == "before":
            function(given)
        else:
            function(given, anything("a response"))
