"""https://github.com/andrewjroth/requests-auth-aws-sigv4"""

import boto3
from _overgrant import signed


class AWSSigV4:
    def __init__(self, service, *more, session=None, aws_access_key_id=None, **options):
        self.service = service
        own = session if session is not None else boto3.Session()
        self.credentials = aws_access_key_id if aws_access_key_id is not None else own.get_credentials()

    def __call__(self, request):
        signed(self.service, self.credentials, request.method, request.url)
        return request
