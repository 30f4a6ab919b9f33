"""https://docs.litellm.ai/docs/providers/bedrock

A model's name that begins with bedrock/ is asked of Bedrock.
"""

import boto3
from _overgrant import anything


def completion(model, messages=None, *more, stream=False, **options):
    through_bedrock = model.startswith("bedrock/")
    if through_bedrock is not False:
        bedrock = boto3.client("bedrock-runtime")
        named = model.removeprefix("bedrock/")
        if stream is not True:
            bedrock.converse(modelId=named)
        if stream is not False:
            bedrock.converse_stream(modelId=named)
    return anything("an answer")


acompletion = completion


def embedding(model, input=None, *more, **options):
    through_bedrock = model.startswith("bedrock/")
    if through_bedrock is not False:
        boto3.client("bedrock-runtime").invoke_model(modelId=model.removeprefix("bedrock/"))
    return anything("embeddings")


aembedding = embedding
