"""https://docs.opensearch.org/latest/clients/python-low-level/"""

from opensearchpy.helpers.actions import async_bulk, async_scan, bulk, parallel_bulk, scan, streaming_bulk
