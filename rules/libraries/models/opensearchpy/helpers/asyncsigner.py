"""https://docs.opensearch.org/latest/clients/python-low-level/"""

from opensearchpy.helpers.signer import AWSV4SignerAuth as AWSV4SignerAsyncAuth
