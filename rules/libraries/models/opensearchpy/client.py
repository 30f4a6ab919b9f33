"""https://docs.opensearch.org/latest/clients/python-low-level/

The HTTP method of each method of the client decides which permission a domain asks for.
"""

from _overgrant import anything

_CLIENT = {
    "clear_scroll": "DELETE", "delete": "DELETE", "delete_all_pits": "DELETE", "delete_pit": "DELETE",
    "delete_script": "DELETE", "get": "GET", "get_all_pits": "GET", "get_script": "GET", "get_script_context": "GET",
    "get_script_languages": "GET", "get_source": "GET", "info": "GET", "exists": "HEAD", "exists_source": "HEAD",
    "ping": "HEAD", "bulk": "POST", "count": "POST", "create_pit": "POST", "delete_by_query": "POST",
    "delete_by_query_rethrottle": "POST", "explain": "POST", "field_caps": "POST", "mget": "POST", "msearch": "POST",
    "msearch_template": "POST", "mtermvectors": "POST", "rank_eval": "POST", "reindex": "POST",
    "reindex_rethrottle": "POST", "render_search_template": "POST", "scripts_painless_execute": "POST",
    "scroll": "POST", "search": "POST", "search_shards": "POST", "search_template": "POST", "termvectors": "POST",
    "update": "POST", "update_by_query": "POST", "update_by_query_rethrottle": "POST", "bulk_stream": "PUT",
    "create": "PUT", "put_script": "PUT",
}
_INDICES = {
    "delete": "DELETE", "delete_alias": "DELETE", "delete_data_stream": "DELETE", "delete_index_template": "DELETE",
    "delete_template": "DELETE", "data_streams_stats": "GET", "get": "GET", "get_alias": "GET",
    "get_data_stream": "GET", "get_field_mapping": "GET", "get_index_template": "GET", "get_mapping": "GET",
    "get_settings": "GET", "get_template": "GET", "get_upgrade": "GET", "recovery": "GET", "resolve_index": "GET",
    "segments": "GET", "shard_stores": "GET", "stats": "GET", "exists": "HEAD", "exists_alias": "HEAD",
    "exists_index_template": "HEAD", "exists_template": "HEAD", "analyze": "POST", "clear_cache": "POST",
    "close": "POST", "flush": "POST", "forcemerge": "POST", "open": "POST", "refresh": "POST", "rollover": "POST",
    "simulate_index_template": "POST", "simulate_template": "POST", "update_aliases": "POST", "upgrade": "POST",
    "validate_query": "POST", "add_block": "PUT", "clone": "PUT", "create": "PUT", "create_data_stream": "PUT",
    "put_alias": "PUT", "put_index_template": "PUT", "put_mapping": "PUT", "put_settings": "PUT",
    "put_template": "PUT", "shrink": "PUT", "split": "PUT",
}
_CLUSTER = {
    "delete_component_template": "DELETE", "delete_decommission_awareness": "DELETE",
    "delete_voting_config_exclusions": "DELETE", "delete_weighted_routing": "DELETE",
    "get_component_template": "GET", "get_decommission_awareness": "GET", "get_settings": "GET",
    "get_weighted_routing": "GET", "health": "GET", "pending_tasks": "GET", "remote_info": "GET", "state": "GET",
    "stats": "GET", "exists_component_template": "HEAD", "allocation_explain": "POST",
    "post_voting_config_exclusions": "POST", "reroute": "POST", "put_component_template": "PUT",
    "put_decommission_awareness": "PUT", "put_settings": "PUT", "put_weighted_routing": "PUT",
}
_INGEST = {
    "delete_pipeline": "DELETE", "get_pipeline": "GET", "processor_grok": "GET", "simulate": "POST",
    "put_pipeline": "PUT",
}
_SNAPSHOT = {
    "delete": "DELETE", "delete_repository": "DELETE", "get": "GET", "get_repository": "GET", "status": "GET",
    "cleanup_repository": "POST", "restore": "POST", "verify_repository": "POST", "clone": "PUT", "create": "PUT",
    "create_repository": "PUT",
}
_TASKS = {
    "get": "GET", "list": "GET", "cancel": "POST",
}
_NODES = {
    "hot_threads": "GET", "info": "GET", "stats": "GET", "usage": "GET", "reload_secure_settings": "POST",
}


class _Request:
    def __init__(self, method, url):
        self.method = method
        self.url = url
        self.headers = {}


class _Part:
    def __init__(self, client, methods, path="/_"):
        self._client = client
        self._methods = methods
        self._path = path

    def __getattr__(self, name):
        def call(*more, **options):
            return self._client._send(self._methods.get(name), self._path)

        return call


class OpenSearch:
    def __init__(self, hosts=None, transport_class=None, http_auth=None, **options):
        self._auth = http_auth
        self._url = _address(hosts)
        self.indices = _Part(self, _INDICES)
        self.cluster = _Part(self, _CLUSTER)
        self.cat = _Part(self, {"indices": "GET", "health": "GET", "count": "GET", "aliases": "GET"})
        self.ingest = _Part(self, _INGEST)
        self.snapshot = _Part(self, _SNAPSHOT, "/_snapshot/")
        self.tasks = _Part(self, _TASKS)
        self.nodes = _Part(self, _NODES)
        self.transport = self
        self.http = self

    def _send(self, method, path="/_"):
        if self._auth is not None:
            self._auth(_Request(method, self._url + path))
        return anything("a response")

    def index(self, index=None, body=None, id=None, **options):
        return self._send("POST" if id is None else "PUT")

    def perform_request(self, method, url=None, *more, **options):
        return self._send(method, url)

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def __getattr__(self, name):
        def call(*more, **options):
            return self._send(_CLIENT.get(name))

        return call


def _address(hosts):
    first = hosts[0] if isinstance(hosts, list) else hosts
    return "https://" + first["host"] if isinstance(first, dict) else first
