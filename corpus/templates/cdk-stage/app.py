import shutil
from pathlib import Path

import aws_cdk as cdk
import jsii
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_notifications as notifications

PYTHON = lambda_.Runtime.PYTHON_3_13
INLINE = """import boto3

def handler(event, context):
    boto3.client("sts").get_caller_identity()
"""


@jsii.implements(cdk.ILocalBundling)
class WithVersion:
    def try_bundle(self, output_dir, *, image, **_):
        shutil.copytree("functions/index", output_dir, dirs_exist_ok=True)
        (Path(output_dir) / "version.py").write_text('PREFIX = "index/"\n')
        return True


class Base(cdk.Stack):
    def __init__(self, scope, name, **options):
        super().__init__(scope, name, **options)
        key = dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING)
        self.table = dynamodb.Table(self, "Table", partition_key=key)
        self.role = iam.Role(self, "Shared", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        self.table.grant(self.role, "dynamodb:GetItem", "dynamodb:PutItem")
        code = lambda_.Code.from_inline("import boto3\n\ndef handler(event, context):\n    return 1\n")
        lambda_.Function(self, "Build", runtime=PYTHON, handler="index.handler", code=code, role=self.role)


class Jobs(cdk.Stack):
    def __init__(self, scope, name, *, base, **options):
        super().__init__(scope, name, **options)
        bucket = s3.Bucket(self, "Uploads")
        bundling = cdk.BundlingOptions(image=PYTHON.bundling_image, local=WithVersion())
        index = lambda_.Function(
            self,
            "Index",
            runtime=PYTHON,
            handler="app.handler",
            code=lambda_.Code.from_asset("functions/index", bundling=bundling),
            role=base.role,
            environment={"TABLE": base.table.table_name},
        )
        bucket.add_event_notification(s3.EventType.OBJECT_CREATED, notifications.LambdaDestination(index))
        inline = lambda_.Function(
            self, "Inline", runtime=PYTHON, handler="index.handler", code=lambda_.Code.from_inline(INLINE)
        )
        inline.add_to_role_policy(iam.PolicyStatement(actions=["s3:PutObject"], resources=[bucket.arn_for_objects("*")]))
        lambda_.DockerImageFunction(self, "Image", code=lambda_.DockerImageCode.from_image_asset("image"))


class Shop(cdk.Stage):
    def __init__(self, scope, name, **options):
        super().__init__(scope, name, **options)
        Jobs(self, "Jobs", base=Base(self, "Base"))


app = cdk.App()
Shop(app, "Prod")
app.synth()
