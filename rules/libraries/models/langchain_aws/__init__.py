"""https://python.langchain.com/docs/integrations/providers/aws/

Chains call what they are made of at places that are not followed: making a model counts as its use.
"""

import boto3


def _runtime(client):
    return client if client is not None else boto3.client("bedrock-runtime")


class ChatBedrock:
    def __init__(self, *more, model_id=None, model=None, client=None, streaming=False, **options):
        named = model_id if model_id is not None else model
        _runtime(client).invoke_model(modelId=named)
        if streaming is not False:
            _runtime(client).invoke_model_with_response_stream(modelId=named)

    def bind_tools(self, *more, **options):
        return self

    def with_structured_output(self, *more, **options):
        return self


class BedrockLLM(ChatBedrock):
    pass


class ChatBedrockConverse(ChatBedrock):
    def __init__(self, *more, model=None, model_id=None, client=None, **options):
        _runtime(client).converse(modelId=model if model is not None else model_id)


class BedrockEmbeddings:
    def __init__(self, *more, model_id="amazon.titan-embed-text-v1", client=None, **options):
        _runtime(client).invoke_model(modelId=model_id)


class AmazonKnowledgeBasesRetriever:
    def __init__(self, *more, knowledge_base_id=None, client=None, **options):
        agent = client if client is not None else boto3.client("bedrock-agent-runtime")
        agent.retrieve(knowledgeBaseId=knowledge_base_id, retrievalQuery={})
