"""https://gql.readthedocs.io/en/stable/transports/appsync.html"""

import boto3
from _overgrant import signed


class AppSyncIAMAuthentication:
    def __init__(self, host=None, region_name=None, signer=None, request_creator=None, credentials=None, session=None):
        self._host = host
        self._credentials = credentials if credentials is not None else boto3.Session().get_credentials()

    def __call__(self, request):
        signed("appsync", self._credentials, request.method, request.url)

    def get_headers(self, data=None, headers=None):
        signed("appsync", self._credentials, "POST", f"https://{self._host}/graphql")
        return {}
