"""https://docs.aws.amazon.com/redshift/latest/mgmt/python-configuration-options.html

A connection by IAM asks for temporary credentials of the cluster or of the workgroup.
"""

import boto3
from _overgrant import anything


def connect(
    user=None, database=None, password=None, *more, iam=False, cluster_identifier=None, db_user=None, is_serverless=False,
    serverless_work_group=None, **options,
):
    if iam is not False:
        if is_serverless is not True:
            redshift = boto3.client("redshift")
            redshift.describe_clusters(ClusterIdentifier=cluster_identifier)
            redshift.get_cluster_credentials(DbUser=db_user, DbName=database, ClusterIdentifier=cluster_identifier)
        if is_serverless is not False:
            boto3.client("redshift-serverless").get_credentials(workgroupName=serverless_work_group, dbName=database)
    return anything("a connection")
