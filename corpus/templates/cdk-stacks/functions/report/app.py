import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
s3 = boto3.client("s3")


def handler(event, context):
    rows = table.scan()["Items"]  # needs[WorkerNestedStackWorkerNestedStackResource3271FFF2.Fn9270CBC0]: dynamodb:Scan @ {Data/TableCD117FA1}
    s3.put_object(Bucket=os.environ["BUCKET"], Key="report", Body=str(rows))  # needs[WorkerNestedStackWorkerNestedStackResource3271FFF2.Fn9270CBC0]: s3:PutObject @ {Orders/ArchiveDA4CB258}/report
