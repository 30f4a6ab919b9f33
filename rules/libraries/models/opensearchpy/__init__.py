"""https://docs.opensearch.org/latest/clients/python-low-level/"""

from opensearchpy._async import AsyncHttpConnection, AsyncOpenSearch, AWSV4SignerAsyncAuth
from opensearchpy.client import OpenSearch
from opensearchpy.helpers.signer import AWSV4SignerAuth, RequestsAWSV4SignerAuth, Urllib3AWSV4SignerAuth
