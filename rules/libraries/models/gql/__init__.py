"""https://gql.readthedocs.io/en/stable/transports/appsync.html"""

from gql.client import Client
