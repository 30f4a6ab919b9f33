"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from _overgrant import anything
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class CloudWatchLogsDecodedData(DictWrapper):
    pass


class CloudWatchLogsEvent(DictWrapper):
    def parse_logs_data(self):
        return CloudWatchLogsDecodedData(anything("log data"))
