import boto3


def handler(event, context):
    mood = boto3.client("comprehend").detect_sentiment(Text="good", LanguageCode="en")["Sentiment"]  # needs: comprehend:DetectSentiment @ *
    count = len(boto3.client("ec2").describe_instances()["Reservations"])  # needs: ec2:DescribeInstances @ *
    boto3.client("cloudwatch").put_metric_data(Namespace="mood", MetricData=[{"MetricName": mood, "Value": count}])  # needs: cloudwatch:PutMetricData @ *
