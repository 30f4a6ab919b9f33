import boto3

runtime = boto3.client("runtime.sagemaker")
ec2 = boto3.resource("ec2")


def handler(event, context):
    answer = runtime.invoke_endpoint(EndpointName="summaries", Body=b"text")  # needs: sagemaker:InvokeEndpoint @ arn::sagemaker:::endpoint/summaries
    ec2.Instance("i-0123456789abcdef0").reboot()  # needs: ec2:RebootInstances @ arn::ec2:::instance/i-0123456789abcdef0
    return answer["Body"].read()
