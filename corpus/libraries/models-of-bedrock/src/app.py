import os

from anthropic import Anthropic, AnthropicBedrock
from langchain_aws.embeddings import BedrockEmbeddings
from litellm import completion
from strands import Agent, tool
from strands.models import BedrockModel
from strands.models.openai_responses import OpenAIResponsesModel
from strands.models.sagemaker import SageMakerAIModel

import boto3


@tool
def stock(item):
    return boto3.resource("dynamodb").Table(os.environ["TABLE"]).get_item(Key={"id": item})  # needs: dynamodb:GetItem @ {Stock}


def handler(event, context):
    plain = Anthropic().messages.create(model="claude", messages=[])
    # needs: bedrock:InvokeModel @ arn::bedrock:::foundation-model/anthropic.claude-3-haiku-20240307-v1:0
    AnthropicBedrock().messages.create(model="anthropic.claude-3-haiku-20240307-v1:0", messages=[])
    completion(model="gpt-4o", messages=[])
    completion(model="bedrock/amazon.nova-lite-v1:0", messages=[])  # needs: bedrock:InvokeModel @ arn::bedrock:::foundation-model/amazon.nova-lite-v1:0
    BedrockEmbeddings(model_id="amazon.titan-embed-text-v2:0")  # needs: bedrock:InvokeModel @ arn::bedrock:::foundation-model/amazon.titan-embed-text-v2:0
    Agent(model=OpenAIResponsesModel(model_id="gpt-4o"))("how many?")
    # needs: sagemaker:InvokeEndpoint @ arn::sagemaker:::endpoint/answers
    Agent(model=SageMakerAIModel({"endpoint_name": "answers"}, {"stream": False}))("how many?")
    # needs: bedrock:InvokeModelWithResponseStream @ arn::bedrock:::foundation-model/amazon.nova-pro-v1:0
    return Agent(model=BedrockModel(model_id="amazon.nova-pro-v1:0"), tools=[stock])("how many?"), plain
