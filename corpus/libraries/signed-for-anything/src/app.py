import boto3
import requests
from requests_aws4auth import AWS4Auth


def handler(event, context):
    found = boto3.Session().get_credentials()
    auth = AWS4Auth(found.access_key, found.secret_key, "eu-west-1", event["service"], session_token=found.token)
    requests.get(event["url"], auth=auth, timeout=3)  # gap: dynamic-service
    graph = AWS4Auth(found.access_key, found.secret_key, "eu-west-1", "neptune-db", session_token=found.token)
    requests.get("https://db.example.com:8182/openCypher", auth=graph, timeout=3)  # gap: dynamic-operation
