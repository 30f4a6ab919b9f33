"""https://docs.opensearch.org/latest/clients/python-low-level/"""

from _overgrant import anything


def bulk(client, actions, *more, **options):
    client.bulk()
    return anything("result")


def streaming_bulk(client, actions, *more, **options):
    yield client.bulk()


def parallel_bulk(client, actions, *more, **options):
    yield client.bulk()


def scan(client, query=None, *more, **options):
    client.search()
    client.clear_scroll()
    yield client.scroll()


def async_bulk(client, actions, *more, **options):
    client.bulk()
    return anything("result")


def async_scan(client, query=None, *more, **options):
    client.search()
    client.clear_scroll()
    yield client.scroll()
