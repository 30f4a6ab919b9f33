import os

import boto3


def handler(event, context):
    found = boto3.client("s3").list_objects_v2(Bucket=os.environ["FILES"], Prefix="in/")  # needs: s3:ListBucket @ {Files}
    boto3.client("cloudwatch").put_metric_data(  # needs: cloudwatch:PutMetricData @ *
        Namespace="Shop", MetricData=[{"MetricName": "files", "Value": found["KeyCount"]}]
    )
