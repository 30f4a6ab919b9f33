import os

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model


class ByDay(GlobalSecondaryIndex):
    class Meta:
        index_name = "by-day"
        projection = AllProjection()

    day = UnicodeAttribute(hash_key=True)


class Base(Model):
    def keep(self):
        self.save()  # needs: dynamodb:PutItem @ {Orders}; explains dynamodb:DescribeTable @ {Orders}


class Order(Base):
    class Meta:
        table_name = os.environ["TABLE"]
        region = "eu-west-1"

    id = UnicodeAttribute(hash_key=True)
    day = UnicodeAttribute(null=True)
    by_day = ByDay()


class Unused(Model):
    class Meta:
        table_name = os.environ["OTHER"]

    id = UnicodeAttribute(hash_key=True)


def handler(event, context):
    Order(event["id"], day="monday").keep()
    found = Order.get(event["id"])  # needs: dynamodb:GetItem @ {Orders}; explains dynamodb:DescribeTable @ {Orders}
    for each in Order.by_day.query("monday"):  # needs: dynamodb:Query @ {Orders}/index/by-day; explains dynamodb:DescribeTable @ {Orders}
        each.delete()  # needs: dynamodb:DeleteItem @ {Orders}; explains dynamodb:DescribeTable @ {Orders}
    return found.id
