import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    s3.get_object(Bucket=os.environ["BUCKET"], Key="a")  # needs: s3:GetObject @ {Files}/a
    s3.delete_object(Bucket=os.environ["BUCKET"], Key="a")  # needs: s3:DeleteObject @ {Files}/a  # finding: denied s3:DeleteObject
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="x")  # needs: sns:Publish @ {Topic}  # finding: denied sns:Publish
