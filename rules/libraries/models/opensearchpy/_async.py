"""https://docs.opensearch.org/latest/clients/python-low-level/"""

from opensearchpy.client import OpenSearch
from opensearchpy.helpers.signer import AWSV4SignerAuth

AsyncOpenSearch = OpenSearch
AWSV4SignerAsyncAuth = AWSV4SignerAuth
AsyncHttpConnection = None
