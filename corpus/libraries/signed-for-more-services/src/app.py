import os

import requests
from cloudpathlib import S3Path
from requests_auth_aws_sigv4 import AWSSigV4

DOMAIN = os.environ["DOMAIN"]


def handler(event, context):
    requests.get(f"https://{DOMAIN}/orders", auth=AWSSigV4("es"), timeout=3)  # needs: possible es:ESHttpGet @ {Domain}/*
    requests.patch(f"https://{DOMAIN}/orders", auth=AWSSigV4("es"), timeout=3)  # needs: possible es:ESHttpPatch @ {Domain}/*
    # Registering a repository hands a role over: a grant of that is explained, and none is asked for.
    requests.put(f"https://{DOMAIN}/_snapshot/kept", auth=AWSSigV4("es"), timeout=3)  # needs: possible es:ESHttpPut @ {Domain}/*
    requests.post("https://orders-abc.eu-west-1.osis.amazonaws.com/in", auth=AWSSigV4("osis"), timeout=3)  # needs: osis:Ingest @ arn::osis:::pipeline/*
    requests.get("https://svc-1.vpc-lattice-svcs.eu-west-1.on.aws", auth=AWSSigV4("vpc-lattice-svcs"), timeout=3)  # needs: vpc-lattice-svcs:Invoke @ arn::vpc-lattice:::service/*/*
    # needs: elasticache:Connect @ arn::elasticache:::user:*
    # needs: possible elasticache:Connect @ arn::elasticache:::replicationgroup:*; possible elasticache:Connect @ arn::elasticache:::serverlesscache:*
    requests.get("https://cache/?Action=connect&User=me", auth=AWSSigV4("elasticache"), timeout=3)
    # needs: memorydb:Connect @ arn::memorydb:::cluster/*; memorydb:Connect @ arn::memorydb:::user/*
    requests.get("https://memory/?Action=connect&User=me", auth=AWSSigV4("memorydb"), timeout=3)
    S3Path("s3://kept/old").unlink()  # needs: s3:DeleteObject @ arn::s3:::kept/old
