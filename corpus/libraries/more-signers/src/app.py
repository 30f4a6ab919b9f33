import asyncio
import os

import requests
from aws_requests_auth.boto_utils import BotoAWSRequestsAuth
from elasticsearch import Elasticsearch
from gql import Client
from gql.client import Client as Base
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.appsync_auth import AppSyncIAMAuthentication
from gql.transport.requests import RequestsHTTPTransport
from requests.auth import AuthBase
from requests_auth_aws_sigv4 import AWSSigV4


class Signed(Base):
    def __init__(self, url, **options):
        super().__init__(transport=AIOHTTPTransport(url=url, auth=AppSyncIAMAuthentication()), **options)


class Headers(AuthBase):
    def __call__(self, request):
        request.headers = AppSyncIAMAuthentication().get_headers(data=request.body)  # needs: appsync:GraphQL @ arn::appsync:::apis/*/types/*/fields/*
        return request


async def ask():
    async with Signed(os.environ["GRAPH"]) as session:
        return await session.execute("{ orders }")  # needs: appsync:GraphQL @ arn::appsync:::apis/*/types/*/fields/*


def handler(event, context):
    old = Elasticsearch(hosts=[{"host": os.environ["DOMAIN"], "port": 443}], http_auth=BotoAWSRequestsAuth(os.environ["DOMAIN"], "eu-west-1", "es"))
    old.search(index="orders")  # needs: possible es:ESHttpPost @ {Domain}/*
    requests.delete(f"https://{os.environ['DOMAIN']}/orders", auth=AWSSigV4("es"), timeout=3)  # needs: possible es:ESHttpDelete @ {Domain}/*
    graph = Client(transport=RequestsHTTPTransport(url=os.environ["GRAPH"], auth=AppSyncIAMAuthentication()))
    asyncio.run(ask())
    Client(transport=RequestsHTTPTransport(url=os.environ["GRAPH"], auth=Headers())).execute("{ orders }")
    return graph.execute("{ orders }")  # needs: appsync:GraphQL @ arn::appsync:::apis/*/types/*/fields/*
