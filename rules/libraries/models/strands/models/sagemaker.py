"""https://strandsagents.com/latest/documentation/docs/user-guide/concepts/model-providers/sagemaker/

Asks an endpoint of SageMaker, by default for a stream.
"""

import boto3
from _overgrant import anything


class SageMakerAIModel:
    def __init__(self, endpoint_config, payload_config=None, boto_session=None, boto_client_config=None):
        session = boto_session if boto_session is not None else boto3.Session()
        self._client = session.client("sagemaker-runtime")
        self._endpoint = endpoint_config["endpoint_name"]
        self._streaming = payload_config.get("stream", True) if isinstance(payload_config, dict) else anything("its settings")

    def stream(self, *more, **options):
        if self._streaming is not False:
            self._client.invoke_endpoint_with_response_stream(EndpointName=self._endpoint)
        if self._streaming is not True:
            self._client.invoke_endpoint(EndpointName=self._endpoint)

    structured_output = stream
