import boto3


def handler(event, context):
    record = event["Records"][0]["Sns"]
    boto3.client("sns").publish(TopicArn=record["TopicArn"], Message="seen")  # needs: sns:Publish @ arn:aws:sns:eu-west-1:999999999999:theirs
    boto3.client("sqs").send_message(QueueUrl=event["queue"], MessageBody="seen")  # needs: sqs:SendMessage @ arn::sqs:::*
    boto3.client("lambda").invoke(FunctionName=event["target"])  # needs: lambda:InvokeFunction @ arn::lambda:::function:*
