# for: Worker.Drain
import os

import boto3


def handler(event, context):
    boto3.client("ssm").get_parameter(Name=os.environ["SETTING"])  # needs: ssm:GetParameter @ {Data/Setting}
    boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE"], MessageBody="again")  # needs: sqs:SendMessage @ {Data/Jobs}
