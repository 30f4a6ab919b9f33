"""https://github.com/tedder/requests-aws4auth"""

from requests_aws4auth.aws4auth import AWS4Auth, PassiveAWS4Auth, StrictAWS4Auth
