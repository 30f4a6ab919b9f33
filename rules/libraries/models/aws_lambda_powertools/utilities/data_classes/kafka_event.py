"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""

from _overgrant import anything
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class KafkaEventRecord(DictWrapper):
    @property
    def topic(self):
        return self._data["topic"]

    @property
    def json_value(self):
        return anything("a Kafka record")


class KafkaEvent(DictWrapper):
    @property
    def records(self):
        for chunk in self._data["records"].values():
            for record in chunk:
                yield KafkaEventRecord(record)
