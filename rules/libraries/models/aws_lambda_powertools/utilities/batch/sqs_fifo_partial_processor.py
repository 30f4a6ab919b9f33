"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/batch/#fifo-queues"""

from aws_lambda_powertools.utilities.batch.base import SqsFifoPartialProcessor
