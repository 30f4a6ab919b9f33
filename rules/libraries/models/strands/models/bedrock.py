"""https://strandsagents.com/latest/documentation/docs/user-guide/concepts/model-providers/amazon-bedrock/"""

import boto3


class BedrockModel:
    def __init__(self, *more, boto_session=None, boto_client_config=None, region_name=None, model_id=None, streaming=True, **options):
        session = boto_session if boto_session is not None else boto3.Session()
        self._client = session.client("bedrock-runtime")
        self._model_id = model_id
        self._streaming = streaming

    def stream(self, *more, **options):
        if self._streaming is not False:
            self._client.converse_stream(modelId=self._model_id)
        if self._streaming is not True:
            self._client.converse(modelId=self._model_id)

    structured_output = stream

    def update_config(self, **options):
        return None
