import functools
import os

import boto3

cloudwatch = boto3.client("cloudwatch")


def with_table(variable):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(event, context):
            table = boto3.resource("dynamodb").Table(os.environ[variable])
            return function(event, context, table=table)

        return wrapper

    return decorate


def counted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        finally:
            cloudwatch.put_metric_data(  # needs: cloudwatch:PutMetricData @ *
                Namespace="orders", MetricData=[{"MetricName": function.__name__, "Value": 1}]
            )

    return wrapper


@counted
@with_table("TABLE")
def handler(event, context, table):
    return table.get_item(Key={"id": event["id"]}).get("Item")  # needs: dynamodb:GetItem @ {Orders}
