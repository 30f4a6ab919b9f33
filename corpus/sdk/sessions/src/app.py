import os

import boto3 as aws
from boto3.session import Session
from botocore.config import Config
from botocore.session import get_session

session = Session(region_name=os.environ["AWS_REGION"])
sqs = session.client("sqs", config=Config(retries={"max_attempts": 2}))
sns = get_session().create_client("sns", region_name=session.region_name)


def handler(event, context):
    sns.publish(TopicArn=os.environ["TOPIC"], Message="x")  # needs: sns:Publish @ {Topic}
    sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody="x")  # needs: sqs:SendMessage @ {Queue}
    aws.Session().resource(service_name="dynamodb").Table(os.environ["TABLE"]).put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ {Orders}
