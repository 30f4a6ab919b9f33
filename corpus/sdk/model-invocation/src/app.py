import json

import boto3

runtime = boto3.client("bedrock-runtime")


def handler(event, context):
    answer = runtime.invoke_model(modelId="amazon.titan-text-lite-v1", body=json.dumps({"inputText": "hello"}))  # needs: bedrock:InvokeModel @ arn::bedrock:::foundation-model/amazon.titan-text-lite-v1
    return json.loads(answer["body"].read())
