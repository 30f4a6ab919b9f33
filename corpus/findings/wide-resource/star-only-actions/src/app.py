import boto3


def handler(event, context):
    boto3.client("cloudwatch").put_metric_data(Namespace="n", MetricData=[{"MetricName": "m", "Value": 1}])  # needs: cloudwatch:PutMetricData @ *
