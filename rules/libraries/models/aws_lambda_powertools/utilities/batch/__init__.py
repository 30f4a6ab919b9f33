"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/batch/"""

from aws_lambda_powertools.utilities.batch.base import (
    AsyncBatchProcessor,
    BasePartialBatchProcessor,
    BasePartialProcessor,
    BatchProcessor,
    EventType,
    SqsFifoPartialProcessor,
)
from aws_lambda_powertools.utilities.batch.decorators import (
    async_batch_processor,
    async_process_partial_response,
    batch_processor,
    process_partial_response,
)
