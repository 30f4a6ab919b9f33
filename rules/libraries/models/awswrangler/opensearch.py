"""https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#amazon-opensearch"""

import boto3
from awswrangler._sessions import not_modelled
from opensearchpy import AWSV4SignerAuth, OpenSearch


def connect(host, port=443, boto3_session=None, region=None, username=None, password=None, service="es", **options):
    session = boto3_session if boto3_session is not None else boto3.Session()
    if username is not None:
        return OpenSearch(hosts=[{"host": host}], http_auth=None)
    return OpenSearch(hosts=[{"host": host}], http_auth=AWSV4SignerAuth(session.get_credentials(), region, service))


def search(client, index="_all", *more, **options):
    return client.search()


def index_documents(client, documents, index, *more, **options):
    return client.bulk()


def index_df(client, df, index, *more, **options):
    return client.bulk()


def create_index(client, index, *more, **options):
    return client.indices.create()


def delete_index(client, index):
    return client.indices.delete()


def __getattr__(name):
    return not_modelled("a function of awswrangler.opensearch that no model describes", "opensearch")
