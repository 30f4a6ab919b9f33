"""https://strandsagents.com/latest/documentation/docs/user-guide/concepts/model-providers/amazon-bedrock/"""

from strands.models.bedrock import BedrockModel
