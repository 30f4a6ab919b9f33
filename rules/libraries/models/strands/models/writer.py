"""https://strandsagents.com/latest/documentation/docs/user-guide/concepts/model-providers/writer/

Asks no service of AWS.
"""


class WriterModel:
    def __init__(self, *more, **options):
        return None

    def stream(self, *more, **options):
        return None

    structured_output = stream
