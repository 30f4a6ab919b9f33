import os

import boto3

if os.environ.get("ON_MY_DESK"):
    table = boto3.resource("dynamodb", endpoint_url="http://host.docker.internal:8000").Table(os.environ["TABLE"])
else:
    table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    table.put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ {Orders}  # elsewhere: dynamodb.PutItem
    known = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["CONNECTIONS"])
    known.post_to_connection(ConnectionId="c", Data=b"x")  # needs: execute-api:ManageConnections @ {Chat}/live/POST/@connections/*
    where = event["requestContext"]
    told = boto3.client("apigatewaymanagementapi", endpoint_url=f"https://{where['domainName']}/{where['stage']}")
    told.delete_connection(ConnectionId="c")  # needs: execute-api:ManageConnections @ arn::execute-api:::*/*/DELETE/@connections/*
    boto3.client("sqs", endpoint_url="https://sqs.eu-west-1.amazonaws.com").list_queues()  # needs: sqs:ListQueues @ *
