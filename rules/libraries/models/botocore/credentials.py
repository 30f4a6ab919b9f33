"""https://docs.aws.amazon.com/boto3/latest/guide/credentials.html"""


class Credentials:
    def __init__(self, access_key, secret_key, token=None, method=None, account_id=None):
        self.access_key = access_key
        self.secret_key = secret_key
        self.token = token

    def get_frozen_credentials(self):
        return self


class ReadOnlyCredentials(Credentials):
    pass
