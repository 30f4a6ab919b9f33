"""https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#amazon-cloudwatch-logs"""

from awswrangler._sessions import client, not_modelled
from pandas.core.frame import DataFrame


def start_query(query, log_group_names, *more, boto3_session=None, **options):
    return client("logs", boto3_session).start_query(logGroupNames=log_group_names, queryString=query)["queryId"]


def wait_query(query_id, boto3_session=None, *more):
    return client("logs", boto3_session).get_query_results(queryId=query_id)


def run_query(query, log_group_names, *more, boto3_session=None, **options):
    return wait_query(start_query(query, log_group_names, boto3_session=boto3_session), boto3_session)


def read_logs(query, log_group_names, *more, boto3_session=None, **options):
    run_query(query, log_group_names, boto3_session=boto3_session)
    return DataFrame()


def describe_log_streams(log_group_name, *more, boto3_session=None, **options):
    client("logs", boto3_session).describe_log_streams(logGroupName=log_group_name)
    return DataFrame()


def filter_log_events(log_group_name, *more, boto3_session=None, **options):
    client("logs", boto3_session).describe_log_streams(logGroupName=log_group_name)
    client("logs", boto3_session).filter_log_events(logGroupName=log_group_name)
    return DataFrame()


def __getattr__(name):
    return not_modelled("a function of awswrangler.cloudwatch that no model describes", "logs")
