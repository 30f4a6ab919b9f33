"""https://strandsagents.com/latest/documentation/docs/user-guide/concepts/agents/agent-loop/

An agent asks its model, by default one of Bedrock, and runs the tools that it was given.
"""

from _overgrant import anything
from strands.models.bedrock import BedrockModel


def tool(function=None, *more, **options):
    return function if callable(function) else tool


class Agent:
    def __init__(self, model=None, messages=None, tools=None, *more, **options):
        self._model = BedrockModel(model_id=model) if model is None or isinstance(model, str) else model
        self._tools = tools if tools is not None else []

    def __call__(self, prompt=None, *more, **options):
        self._model.stream()
        for each in self._tools:
            each(**anything("what the model asks for"))
        return anything("an answer")

    def invoke_async(self, prompt=None, *more, **options):
        return self(prompt)

    def stream_async(self, prompt=None, *more, **options):
        yield self(prompt)

    def structured_output(self, output_model, prompt=None, *more):
        return self(prompt)
