"""https://strandsagents.com/latest/documentation/docs/user-guide/concepts/model-providers/anthropic/

Asks no service of AWS.
"""


class AnthropicModel:
    def __init__(self, *more, **options):
        return None

    def stream(self, *more, **options):
        return None

    structured_output = stream
