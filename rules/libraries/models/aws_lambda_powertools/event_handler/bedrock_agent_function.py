"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/bedrock_agents/"""

from _overgrant import anything
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class BedrockAgentFunctionResolver:
    def __init__(self, serializer=None):
        self._tools = []
        self.context = {}

    def tool(self, name=None, description=None, use_doc_string=True):
        def register(function):
            self._tools.append(function)
            return function

        return register

    def resolve(self, event, context):
        self.current_event = DictWrapper(event)
        self.lambda_context = context
        for tool in self._tools:
            tool(**anything("parameters"))
        return anything("response")

    def append_context(self, **additional):
        self.context.update(additional)
