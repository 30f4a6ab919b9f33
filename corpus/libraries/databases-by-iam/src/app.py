import os

import aurora_dsql_psycopg2
import redshift_connector
from aws_msk_iam_sasl_signer import MSKAuthTokenProvider


def handler(event, context):
    aurora_dsql_psycopg2.connect(host=os.environ["HOST"], user="admin")  # needs: dsql:DbConnectAdmin @ arn::dsql:::cluster/*
    aurora_dsql_psycopg2.connect(host=os.environ["HOST"], user="shop")  # needs: dsql:DbConnect @ arn::dsql:::cluster/*
    # needs: redshift:DescribeClusters @ arn::redshift:::cluster:shop; redshift:GetClusterCredentials @ arn::redshift:::dbuser:shop/me; redshift:GetClusterCredentials @ arn::redshift:::dbname:shop/orders
    redshift_connector.connect(iam=True, database="orders", db_user="me", cluster_identifier="shop")
    redshift_connector.connect(user="me", password=event["password"], database="orders")
    # needs: kafka-cluster:Connect @ arn::kafka:::cluster/*/*
    # needs: possible kafka-cluster:DescribeTopic @ arn::kafka:::topic/*/*/*; possible kafka-cluster:ReadData @ arn::kafka:::topic/*/*/*; possible kafka-cluster:WriteData @ arn::kafka:::topic/*/*/*
    # needs: possible kafka-cluster:DescribeGroup @ arn::kafka:::group/*/*/*; possible kafka-cluster:AlterGroup @ arn::kafka:::group/*/*/*
    return MSKAuthTokenProvider.generate_auth_token("eu-west-1")
