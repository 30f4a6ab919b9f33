"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from _overgrant import anything
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class S3BatchOperationTask(DictWrapper):
    @property
    def s3_key(self):
        return self._data["s3Key"]

    @property
    def s3_bucket_arn(self):
        return self._data["s3BucketArn"]

    @property
    def s3_bucket(self):
        return self._data["s3BucketArn"].split(":::")[-1]

    def build_task_batch_response(self, result_code="Succeeded", result_string=""):
        return anything("result")


class S3BatchOperationEvent(DictWrapper):
    @property
    def tasks(self):
        for task in self._data["tasks"]:
            yield S3BatchOperationTask(task)

    @property
    def task(self):
        return S3BatchOperationTask(self._data["tasks"][0])


class S3BatchOperationResponse:
    def __init__(self, *more, **options):
        self.results = []

    def add_result(self, result):
        return None

    def asdict(self):
        return anything("response")
