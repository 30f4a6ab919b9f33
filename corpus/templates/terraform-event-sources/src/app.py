import boto3

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        if "s3" in record:
            s3.get_object(Bucket=record["s3"]["bucket"]["name"], Key=record["s3"]["object"]["key"])  # needs: s3:GetObject @ {aws_s3_bucket.uploads}/*
