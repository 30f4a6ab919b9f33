import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    body = s3.get_object(Bucket=os.environ["BUCKET"], Key="a")["Body"].read()  # needs: s3:GetObject @ {Files}/a
    s3.put_object(Bucket=os.environ["BUCKET"], Key="b", Body=body)  # needs: s3:PutObject @ {Files}/b
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="copied")  # needs: sns:Publish @ {Topic}
