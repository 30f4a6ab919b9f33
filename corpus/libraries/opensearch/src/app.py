import os

import boto3
from opensearchpy import AWSV4SignerAuth, OpenSearch, RequestsHttpConnection
from opensearchpy.helpers import bulk

session = boto3.Session()
auth = AWSV4SignerAuth(session.get_credentials(), session.region_name, "es")
domain = OpenSearch(hosts=[{"host": os.environ["DOMAIN"], "port": 443}], http_auth=auth, connection_class=RequestsHttpConnection)
collection = OpenSearch(hosts=os.environ["COLLECTION"], http_auth=AWSV4SignerAuth(session.get_credentials(), session.region_name, "aoss"))
plain = OpenSearch(hosts=["https://search.example.com"], http_auth=("user", "password"))


def handler(event, context):
    if not domain.indices.exists(index="orders"):  # needs[Fn]: possible es:ESHttpHead @ {Domain}/*
        domain.indices.create(index="orders")  # needs[Fn]: possible es:ESHttpPut @ {Domain}/*
    domain.index(index="orders", body=event, id="1")  # needs[Fn]: possible es:ESHttpPut @ {Domain}/*
    bulk(domain, [])  # needs[Fn]: possible es:ESHttpPost @ {Domain}/*
    plain.delete(index="orders", id="1")
    return collection.search(index="orders", body={})  # needs[Fn]: aoss:APIAccessAll @ {Collection}
