"""https://elasticsearch-py.readthedocs.io/en/v7.17.12/"""

from opensearchpy.client import OpenSearch

Elasticsearch = AsyncElasticsearch = OpenSearch
