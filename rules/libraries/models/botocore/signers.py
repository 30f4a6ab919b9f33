"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html"""

from _overgrant import signed


class RequestSigner:
    def __init__(self, service_id, region_name, signing_name, signature_version, credentials, event_emitter=None, *more):
        self.signing_name = signing_name
        self.credentials = credentials

    def generate_presigned_url(self, request_dict, operation_name=None, expires_in=3600, region_name=None, signing_name=None):
        signed(self.signing_name, self.credentials, request_dict["method"], request_dict["url"])
        return "https://"
