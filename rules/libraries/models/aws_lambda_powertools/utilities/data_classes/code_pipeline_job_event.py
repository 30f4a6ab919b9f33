"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/#codepipeline-job

The artifacts are read and written with the credentials that come with the job, not with the function's.
"""

import boto3
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class CodePipelineJobEvent(DictWrapper):
    @property
    def get_id(self):
        return self._data["CodePipeline.job"]["id"]

    @property
    def user_parameters(self):
        return self._data["CodePipeline.job"]["data"]["actionConfiguration"]["configuration"]["UserParameters"]

    @property
    def input_bucket_name(self):
        return self._data["CodePipeline.job"]["data"]["inputArtifacts"][0]["location"]["s3Location"]["bucketName"]

    @property
    def input_object_key(self):
        return self._data["CodePipeline.job"]["data"]["inputArtifacts"][0]["location"]["s3Location"]["objectKey"]

    def setup_s3_client(self):
        keys = self._data["CodePipeline.job"]["data"]["artifactCredentials"]
        return boto3.client(
            "s3", aws_access_key_id=keys["accessKeyId"], aws_secret_access_key=keys["secretAccessKey"],
            aws_session_token=keys["sessionToken"],
        )

    def get_artifact(self, artifact_name, filename=None):
        s3 = self.setup_s3_client()
        return s3.get_object(Bucket=self.input_bucket_name, Key=self.input_object_key)["Body"].read()

    def put_artifact(self, artifact_name, body, content_type):
        self.setup_s3_client().put_object(Bucket=self.input_bucket_name, Key=self.input_object_key, Body=body)
