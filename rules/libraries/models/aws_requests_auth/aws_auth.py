"""https://github.com/DavidMuller/aws-requests-auth"""

from _overgrant import signed


class AWSRequestsAuth:
    def __init__(self, aws_access_key, aws_secret_access_key, aws_host, aws_region, aws_service, aws_token=None):
        self.credentials = aws_access_key
        self.service = aws_service

    def __call__(self, request):
        signed(self.service, self.credentials, request.method, request.url)
        return request
