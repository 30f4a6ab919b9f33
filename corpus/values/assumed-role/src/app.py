import os

import boto3

BUCKET = os.environ["BUCKET"]


def foreign(service):
    sts = boto3.client("sts")
    answer = sts.assume_role(RoleArn=os.environ["ROLE_ARN"], RoleSessionName="copy")  # needs: sts:AssumeRole @ {ReaderRoleArn}
    credentials = answer["Credentials"]
    return boto3.client(
        service,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def client(service, credentials=None):
    if credentials:
        return boto3.client(service, aws_access_key_id=credentials["AccessKeyId"], aws_secret_access_key=credentials["SecretAccessKey"])
    return boto3.client(service)


def theirs():
    try:
        answer = boto3.client("sts").assume_role(RoleArn=os.environ["ROLE_ARN"], RoleSessionName="look")  # needs: sts:AssumeRole @ {ReaderRoleArn}
        return answer["Credentials"]
    except ValueError as error:
        raise RuntimeError("no role") from error


def handler(event, context):
    body = foreign("s3").get_object(Bucket=BUCKET, Key="a")["Body"].read()  # elsewhere: s3.GetObject
    boto3.client("s3").put_object(Bucket=BUCKET, Key="copy", Body=body)  # needs: s3:PutObject @ {Files}/copy
    client("sqs", theirs()).list_queues()  # elsewhere: sqs.ListQueues
    client("s3").put_object(Bucket=BUCKET, Key="copy", Body=b"")  # needs: s3:PutObject @ {Files}/copy
