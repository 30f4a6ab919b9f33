"""https://docs.aws.amazon.com/boto3/latest/reference/customizations/s3.html"""

from boto3.s3.transfer import S3Transfer, TransferConfig
