"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/handle-requests.html#handler-input"""

from _overgrant import anything


class HandlerInput:
    def __init__(self, request_envelope, attributes_manager=None, context=None):
        self.request_envelope = request_envelope
        self.attributes_manager = attributes_manager
        self.context = context
        self.service_client_factory = anything("clients of the Alexa service")
        self.response_builder = anything("a response builder")

    def generate_template_response(self, template_name, data_map, **more):
        return anything("a response")
