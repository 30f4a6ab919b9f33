"""https://strandsagents.com/latest/documentation/docs/user-guide/concepts/model-providers/openai/

Asks no service of AWS.
"""


class OpenAIResponsesModel:
    def __init__(self, *more, **options):
        return None

    def stream(self, *more, **options):
        return None

    structured_output = stream
