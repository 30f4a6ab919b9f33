"""https://aws-sdk-pandas.readthedocs.io/en/stable/api.html"""

from awswrangler import athena, catalog, cloudwatch, dynamodb, opensearch, s3, secretsmanager, sts
