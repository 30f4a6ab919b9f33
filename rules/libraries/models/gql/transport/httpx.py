"""https://gql.readthedocs.io/en/stable/transports/"""

from gql.transport._any import Transport

RequestsHTTPTransport = AIOHTTPTransport = HTTPXTransport = HTTPXAsyncTransport = Transport
AppSyncWebsocketsTransport = WebsocketsTransport = Transport
