"""https://docs.anthropic.com/en/api/claude-on-amazon-bedrock

Only the client of this name goes through Bedrock.
"""

import boto3
from _overgrant import anything


class _Messages:
    def __init__(self, key):
        self._bedrock = boto3.client("bedrock-runtime", aws_access_key_id=key)

    def create(self, *more, model=None, stream=False, **options):
        if stream is not True:
            self._bedrock.invoke_model(modelId=model)
        if stream is not False:
            self._bedrock.invoke_model_with_response_stream(modelId=model)
        return anything("a message")

    def stream(self, *more, model=None, **options):
        self._bedrock.invoke_model_with_response_stream(modelId=model)
        return anything("a message")


class AnthropicBedrock:
    def __init__(self, *more, aws_access_key=None, **options):
        self.messages = _Messages(aws_access_key)


AsyncAnthropicBedrock = AnthropicBedrock
