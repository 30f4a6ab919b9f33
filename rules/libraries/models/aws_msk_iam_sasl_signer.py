"""https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html"""

from _overgrant import signed, unseen


class MSKAuthTokenProvider:
    def generate_auth_token(region, aws_debug_creds=False):
        signed("kafka-cluster", None, "GET", None)
        return "token", 0

    def generate_auth_token_from_profile(region, aws_profile, aws_debug_creds=False):
        return "token", 0

    def generate_auth_token_from_role_arn(region, role_arn, sts_session_name=None, aws_debug_creds=False):
        import boto3

        boto3.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="MSKSASLDefaultSession")
        return "token", 0

    def generate_auth_token_from_credentials_provider(region, aws_credentials_provider, aws_debug_creds=False):
        signed("kafka-cluster", aws_credentials_provider, "GET", None)
        return "token", 0
