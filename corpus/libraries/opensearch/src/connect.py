import os

import boto3
from opensearchpy import AWSV4SignerAuth, OpenSearch

session = boto3.Session()
auth = AWSV4SignerAuth(session.get_credentials(), session.region_name, "aoss")


def handler(event, context):
    client = OpenSearch(hosts=[{"host": os.environ["COLLECTION"], "port": 443}], http_auth=auth)
    body = {"credential": {"roleArn": os.environ["ROLE"]}}
    return client.transport.perform_request("POST", "/_plugins/_ml/connectors/_create", body=body)  # needs[Connect]: aoss:APIAccessAll @ {Collection}
