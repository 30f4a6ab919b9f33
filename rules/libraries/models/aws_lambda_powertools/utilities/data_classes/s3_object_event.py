"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class S3ObjectLambdaEvent(DictWrapper):
    @property
    def request_route(self):
        return self._data["getObjectContext"]["outputRoute"]

    @property
    def request_token(self):
        return self._data["getObjectContext"]["outputToken"]

    @property
    def input_s3_url(self):
        return self._data["getObjectContext"]["inputS3Url"]
