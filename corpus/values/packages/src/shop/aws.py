import boto3

sqs, dynamodb = boto3.client("sqs"), boto3.resource("dynamodb")
