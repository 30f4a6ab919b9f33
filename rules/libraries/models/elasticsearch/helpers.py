"""https://elasticsearch-py.readthedocs.io/en/v7.17.12/helpers.html"""

from opensearchpy.helpers.actions import async_bulk, async_scan, bulk, parallel_bulk, scan, streaming_bulk
