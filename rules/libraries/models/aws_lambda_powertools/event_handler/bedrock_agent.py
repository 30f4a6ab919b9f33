"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/bedrock_agents/"""

from _overgrant import anything
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent


class BedrockAgentResolver(ApiGatewayResolver):
    _event_class = BaseProxyEvent

    def resolve(self, event, context):
        self.current_event = self._event_class(event)
        self.lambda_context = context
        return self._run(anything("parameters"))
