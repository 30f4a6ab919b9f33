import os

import boto3
from botocore.config import Config

mail = boto3.client("ses", region_name="us-east-1")
session = boto3.session.Session(region_name=os.environ["CENTRAL"])
metrics = boto3.client("logs", config=Config(region_name="eu-west-3"))
own = boto3.client("sqs", region_name=os.getenv("AWS_REGION", "us-east-1"))
unset = boto3.client("sns", region_name=os.environ.get("NOT_SET_ANYWHERE"))


def handler(event, context):
    record = event["Records"][0]
    mail.send_email(Source="a@example.com", Destination={}, Message={})  # needs: ses:SendEmail @ arn::ses:us-east-1::identity/*example.com
    session.client("events").put_events(Entries=[{"EventBusName": "central", "Source": "a", "DetailType": "b", "Detail": "{}"}])  # needs: events:PutEvents @ arn::events:{CentralRegion}::event-bus/central
    metrics.describe_log_streams(logGroupName="audit")  # needs: logs:DescribeLogStreams @ arn::logs:eu-west-3::log-group:audit:*
    own.send_message(QueueUrl=os.environ["QUEUE"], MessageBody="x")  # needs: sqs:SendMessage @ {Queue}
    unset.publish(TopicArn=os.environ["TOPIC"], Message="x")  # needs: sns:Publish @ {Topic}
    boto3.client("ssm", region_name=record["awsRegion"]).get_parameter(Name="here")  # needs: ssm:GetParameter @ arn::ssm:::parameter/here
    boto3.client("ssm", region_name=record["body"]).get_parameter(Name="anywhere")  # needs: ssm:GetParameter @ arn::ssm:*::parameter/anywhere
    boto3.client("s3", region_name="us-west-2").get_object(Bucket="plain", Key="k")  # needs: s3:GetObject @ arn::s3:::plain/k
