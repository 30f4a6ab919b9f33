import boto3
from cfn_resource_kit import create, delete, lambda_handler  # gap: unseen-package

client = boto3.client("organizations")


@create()
def make(event, context):
    client.create_organization(FeatureSet="ALL")  # needs: organizations:CreateOrganization @ *


@delete()
def remove(event, context):
    client.delete_organization()  # needs: organizations:DeleteOrganization @ *


def never(event):
    client.list_roots()
