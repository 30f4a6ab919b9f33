"""https://docs.opensearch.org/latest/clients/python-low-level/"""

from _overgrant import signed


class AWSV4SignerAuth:
    def __init__(self, credentials, region, service="es"):
        self.credentials = credentials
        self.service = service

    def __call__(self, request, *more, **options):
        signed(self.service, self.credentials, request.method, request.url)
        return request


RequestsAWSV4SignerAuth = Urllib3AWSV4SignerAuth = AWSV4SignerAuth
