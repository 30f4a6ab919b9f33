import os

import boto3

agent = boto3.client("bedrock-agent-runtime")
runtime = boto3.client("bedrock-runtime")
PROFILE = "us.amazon.nova-lite-v1:0"


def handler(event, context):
    found = {"knowledgeBaseId": os.environ["KNOWLEDGE_BASE"], "modelArn": PROFILE, "generationConfiguration": {}}
    identifier, version = os.environ["GUARDRAIL"].split(":")
    found["generationConfiguration"]["guardrailConfiguration"] = {"guardrailId": identifier, "guardrailVersion": version}
    runtime.converse(modelId=PROFILE, messages=[{"role": "user", "content": [{"text": "hello"}]}])  # needs: bedrock:InvokeModel @ arn::bedrock:::inference-profile/us.amazon.nova-lite-v1:0; bedrock:InvokeModel @ arn::bedrock:*::foundation-model/amazon.nova-lite-v1:0
    return agent.retrieve_and_generate(  # needs: bedrock:RetrieveAndGenerate @ *; bedrock:Retrieve @ arn::bedrock:::knowledge-base/{KnowledgeBase}; bedrock:ApplyGuardrail @ arn::bedrock:::guardrail/abc123; bedrock:InvokeModel @ arn::bedrock:::inference-profile/us.amazon.nova-lite-v1:0; bedrock:InvokeModel @ arn::bedrock:*::foundation-model/amazon.nova-lite-v1:0
        input={"text": event["question"]},
        retrieveAndGenerateConfiguration={"type": "KNOWLEDGE_BASE", "knowledgeBaseConfiguration": found},
    )
