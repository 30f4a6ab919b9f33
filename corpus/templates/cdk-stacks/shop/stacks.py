import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs

PYTHON = lambda_.Runtime.PYTHON_3_13


class DataStack(cdk.Stack):
    def __init__(self, scope, name, **options):
        super().__init__(scope, name, **options)
        key = dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING)
        self.table = dynamodb.Table(self, "Table", partition_key=key)
        self.bucket = s3.Bucket(self, "Reports")


class Worker(cdk.NestedStack):
    def __init__(self, scope, name, *, table, bucket, **options):
        super().__init__(scope, name, **options)
        queue = sqs.Queue(self, "Queue")
        code = lambda_.Code.from_asset("functions/report")
        environment = {"TABLE": table.table_name, "BUCKET": bucket.bucket_name}
        fn = lambda_.Function(self, "Fn", runtime=PYTHON, handler="app.handler", code=code, environment=environment)
        # The line that makes the role's policy stands for every statement in it.
        # finding: unused-action dynamodb:BatchGetItem; unused-action dynamodb:GetItem; unused-action dynamodb:Query
        # finding: unused-action dynamodb:ConditionCheckItem; unused-action dynamodb:DescribeTable
        # finding: unused-action dynamodb:GetRecords; unused-action dynamodb:GetShardIterator
        # finding: wide-resource s3:PutObject; unused-action s3:PutObjectLegalHold; unused-action s3:PutObjectRetention
        # finding: unused-action s3:PutObjectTagging; unused-action s3:PutObjectVersionTagging
        fn.add_event_source(sources.SqsEventSource(queue))
        table.grant_read_data(fn)
        bucket.grant_put(fn)


class OrdersStack(cdk.Stack):
    def __init__(self, scope, name, *, data, **options):
        super().__init__(scope, name, **options)
        bucket = s3.Bucket(self, "Archive")
        layer = lambda_.LayerVersion(self, "Common", code=lambda_.Code.from_asset("layers/common"))
        code = lambda_.Code.from_asset("functions/orders")
        environment = {"TABLE": data.table.table_name, "BUCKET": data.bucket.bucket_name}
        fn = lambda_.Function(
            self, "Save", runtime=PYTHON, handler="app.handler", code=code, layers=[layer], environment=environment
        )
        # finding: unused-action dynamodb:DeleteItem; unused-action ses:SendEmail
        data.table.grant(fn, "dynamodb:PutItem", "dynamodb:DeleteItem")
        fn.add_to_role_policy(iam.PolicyStatement(actions=["s3:GetObject"], resources=[data.bucket.arn_for_objects("*")]))
        fn.add_to_role_policy(iam.PolicyStatement(actions=["ses:SendEmail"], resources=["*"]))
        Worker(self, "Worker", table=data.table, bucket=bucket)
