import boto3

boto3.client("iam").list_users()  # ok: imported for type checkers only
