"""https://strandsagents.com/latest/documentation/docs/user-guide/concepts/model-providers/llamaapi/

Asks no service of AWS.
"""


class LlamaAPIModel:
    def __init__(self, *more, **options):
        return None

    def stream(self, *more, **options):
        return None

    structured_output = stream
