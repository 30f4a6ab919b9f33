"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html"""

from botocore.auth import SigV4Auth, SigV4QueryAuth

CrtSigV4Auth = CrtSigV4AsymAuth = CrtS3SigV4Auth = CrtS3SigV4AsymAuth = SigV4Auth
CrtSigV4QueryAuth = CrtSigV4AsymQueryAuth = SigV4QueryAuth
