"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html"""


class AWSRequest:
    def __init__(self, method=None, url=None, headers=None, data=None, params=None, auth_path=None, stream_output=False):
        self.method = method
        self.url = url
        self.headers = headers if headers is not None else {}
        self.data = data
        self.params = params
        self.context = {}

    def prepare(self):
        return self
