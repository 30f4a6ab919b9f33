"""Takes the calls of a Model Context Protocol client, gives typed results of the library; never leaves its root.

The front function is ``server.serve``, run by ``command``.  The protocol's SDK is the extra ``mcp``,
imported by nothing else in the package.  https://modelcontextprotocol.io/specification
"""
