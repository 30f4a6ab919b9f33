"""https://strandsagents.com/latest/documentation/docs/user-guide/concepts/model-providers/litellm/

Asks whatever the model's name says, one of Bedrock where it begins with bedrock/.
"""

from litellm import acompletion


class LiteLLMModel:
    def __init__(self, client_args=None, *more, model_id=None, **options):
        self._model_id = model_id

    def stream(self, *more, **options):
        acompletion(self._model_id, stream=True)

    def structured_output(self, *more, **options):
        acompletion(self._model_id, stream=False)
