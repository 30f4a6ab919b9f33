"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/register-request-handlers.html

The handler that a skill builder gives runs the registered handlers and interceptors, any of them.
"""

from ask_sdk_core.skill import CustomSkill, SkillConfiguration


class SkillBuilder:
    def __init__(self):
        self.skill_id = None
        self._handlers = []
        self._guards = []
        self._rescuers = []
        self._before = []
        self._after = []

    def add_request_handler(self, request_handler):
        self._handlers.append(request_handler)

    def add_exception_handler(self, exception_handler):
        self._rescuers.append(exception_handler)

    def add_global_request_interceptor(self, request_interceptor):
        self._before.append(request_interceptor)

    def add_global_response_interceptor(self, response_interceptor):
        self._after.append(response_interceptor)

    def add_loader(self, loader):
        pass

    def add_loaders(self, loaders):
        pass

    def add_renderer(self, renderer):
        pass

    def add_custom_user_agent(self, user_agent):
        pass

    def request_handler(self, can_handle_func):
        return self._deciding(can_handle_func, "handle")

    def exception_handler(self, can_handle_func):
        return self._deciding(can_handle_func, "rescue")

    def global_request_interceptor(self):
        return self._deciding(None, "before")

    def global_response_interceptor(self):
        return self._deciding(None, "after")

    def _deciding(self, guard, role):
        def put_on(function):
            self._guards.append((guard, function, role))
            return function

        return put_on

    @property
    def skill_configuration(self):
        return SkillConfiguration(self)

    def create(self):
        return CustomSkill(self.skill_configuration)

    def lambda_handler(self):
        def wrapper(event, context):
            return CustomSkill(self.skill_configuration).invoke(event, context)

        return wrapper


class CustomSkillBuilder(SkillBuilder):
    def __init__(self, persistence_adapter=None, api_client=None):
        super().__init__()
        self.persistence_adapter = persistence_adapter
        self.api_client = api_client

    @property
    def skill_configuration(self):
        return SkillConfiguration(self, self.persistence_adapter)
