import os

import boto3
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from requests_aws4auth import AWS4Auth

credentials = boto3.Session().get_credentials()


def call(method, path):
    request = AWSRequest(method=method, url=f"{os.environ['API']}{path}", data="{}")
    SigV4Auth(credentials, "execute-api", os.environ["AWS_REGION"]).add_auth(request)  # needs: possible execute-api:Invoke @ {Api}/*/GET/*; possible execute-api:Invoke @ {Api}/*/POST/*
    return requests.request(method, request.url, headers=dict(request.headers), data=request.data, timeout=3)


def handler(event, context):
    call("GET", "orders")
    call("POST", "orders")
    frozen = credentials.get_frozen_credentials()
    url = AWS4Auth(frozen.access_key, frozen.secret_key, "eu-west-1", "lambda", session_token=frozen.token)
    requests.post("https://abc.lambda-url.eu-west-1.on.aws/", auth=url, timeout=3)  # needs: lambda:InvokeFunctionUrl @ arn::lambda:::function:*; possible lambda:InvokeFunction @ arn::lambda:::function:*
    assumed = boto3.client("sts").assume_role(RoleArn=os.environ["ROLE"], RoleSessionName="x")["Credentials"]  # needs: sts:AssumeRole @ {RoleArn}
    theirs = AWS4Auth(assumed["AccessKeyId"], assumed["SecretAccessKey"], "eu-west-1", "execute-api", session_token=assumed["SessionToken"])
    requests.get("https://other.execute-api.eu-west-1.amazonaws.com/prod/", auth=theirs, timeout=3)  # elsewhere: http.execute-api
    plain = requests.get("https://example.com/", timeout=3)
    return [plain.status_code, event]
