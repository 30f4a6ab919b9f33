"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/parameters/#iam-permissions"""

from aws_lambda_powertools.utilities.parameters.base import BaseProvider, made


class SSMProvider(BaseProvider):
    def __init__(self, config=None, boto_config=None, boto3_session=None, boto3_client=None):
        self.client = made("client", "ssm", boto3_session, boto3_client, boto_config)

    def get(self, name, max_age=None, transform=None, decrypt=None, force_fetch=False, **sdk_options):
        return super().get(name, max_age, transform, force_fetch, decrypt=decrypt, **sdk_options)

    def set(
        self, name, value, *, overwrite=False, description="", parameter_type="String", tier="Standard",
        kms_key_id=None, **sdk_options,
    ):
        return self.client.put_parameter(
            Name=name, Value=value, Overwrite=overwrite, Type=parameter_type, Tier=tier, Description=description,
            KeyId=kms_key_id, **sdk_options,
        )

    def get_parameters_by_name(self, parameters, transform=None, decrypt=None, max_age=None, raise_on_error=True):
        for name, options in parameters.items():
            own = options.get("decrypt") if options is not None else None
            if own is True:
                self.get(name, decrypt=True)
        self.client.get_parameters(Names=list(parameters), WithDecryption=decrypt)
        return {}

    def _get(self, name, decrypt=None, **sdk_options):
        return self.client.get_parameter(Name=name, WithDecryption=decrypt, **sdk_options)["Parameter"]["Value"]

    def _get_multiple(self, path, decrypt=None, recursive=False, **sdk_options):
        pages = self.client.get_paginator("get_parameters_by_path").paginate(
            Path=path, WithDecryption=decrypt, Recursive=recursive, **sdk_options
        )
        return {each["Name"]: each["Value"] for page in pages for each in page["Parameters"]}


def get_parameter(name, transform=None, decrypt=None, force_fetch=False, max_age=None, **sdk_options):
    return SSMProvider().get(name, transform=transform, decrypt=decrypt, **sdk_options)


def get_parameters(
    path, transform=None, recursive=True, decrypt=None, force_fetch=False, max_age=None, raise_on_transform_error=False,
    **sdk_options,
):
    return SSMProvider().get_multiple(path, transform=transform, recursive=recursive, decrypt=decrypt, **sdk_options)


def set_parameter(
    name, value, *, overwrite=False, description="", parameter_type="String", tier="Standard", kms_key_id=None,
    **sdk_options,
):
    return SSMProvider().set(
        name, value, overwrite=overwrite, description=description, parameter_type=parameter_type, tier=tier,
        kms_key_id=kms_key_id, **sdk_options,
    )


def get_parameters_by_name(parameters, transform=None, decrypt=None, max_age=None, raise_on_error=True):
    return SSMProvider().get_parameters_by_name(parameters, transform, decrypt)
