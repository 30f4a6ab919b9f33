"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/streaming/"""

from aws_lambda_powertools.utilities.streaming.s3_object import S3Object
