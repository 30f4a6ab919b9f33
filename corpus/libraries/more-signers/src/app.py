import os

import requests
from aws_requests_auth.boto_utils import BotoAWSRequestsAuth
from elasticsearch import Elasticsearch
from gql import Client
from gql.transport.appsync_auth import AppSyncIAMAuthentication
from gql.transport.requests import RequestsHTTPTransport
from requests_auth_aws_sigv4 import AWSSigV4


def handler(event, context):
    old = Elasticsearch(hosts=[{"host": os.environ["DOMAIN"], "port": 443}], http_auth=BotoAWSRequestsAuth(os.environ["DOMAIN"], "eu-west-1", "es"))
    old.search(index="orders")  # needs: possible es:ESHttpPost @ {Domain}/*
    requests.delete(f"https://{os.environ['DOMAIN']}/orders", auth=AWSSigV4("es"), timeout=3)  # needs: possible es:ESHttpDelete @ {Domain}/*
    graph = Client(transport=RequestsHTTPTransport(url=os.environ["GRAPH"], auth=AppSyncIAMAuthentication()))
    return graph.execute("{ orders }")  # needs: appsync:GraphQL @ arn::appsync:::apis/*/types/*/fields/*
