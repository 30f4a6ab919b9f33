import os

import boto3
import requests
from requests_aws4auth import AWS4Auth

URL = f"https://{os.environ['API']}.execute-api.eu-west-1.amazonaws.com/prod/orders"


def handler(event, context):
    mine = boto3.Session().get_credentials()
    auth = AWS4Auth(mine.access_key, mine.secret_key, "eu-west-1", "execute-api", session_token=mine.token)
    return requests.get(URL, auth=auth, timeout=3).json()  # needs: possible execute-api:Invoke @ {aws_api_gateway_rest_api.api}/*/GET/*
