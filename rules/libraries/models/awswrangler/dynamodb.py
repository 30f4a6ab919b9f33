"""https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#amazon-dynamodb"""

from awswrangler._sessions import client, not_modelled
from pandas.core.frame import DataFrame


def _put(source, table_name, boto3_session=None, *more, **options):
    client("dynamodb", boto3_session).describe_table(TableName=table_name)
    client("dynamodb", boto3_session).batch_write_item(RequestItems={table_name: [{}]})


def put_df(df, table_name, boto3_session=None, **options):
    _put(df, table_name, boto3_session)


def put_items(items, table_name, boto3_session=None, **options):
    _put(items, table_name, boto3_session)


def put_csv(path, table_name, boto3_session=None, **options):
    _put(path, table_name, boto3_session)


def put_json(path, table_name, boto3_session=None, **options):
    _put(path, table_name, boto3_session)


def delete_items(items, table_name, boto3_session=None):
    _put(items, table_name, boto3_session)


def read_partiql_query(query, parameters=None, *more, boto3_session=None, **options):
    client("dynamodb", boto3_session).execute_statement(Statement=query)
    return DataFrame()


execute_statement = read_partiql_query


def read_items(
    table_name, index_name=None, partition_values=None, sort_values=None, filter_expression=None,
    key_condition_expression=None, *more, boto3_session=None, **options,
):
    dynamodb = client("dynamodb", boto3_session)
    dynamodb.describe_table(TableName=table_name)
    if key_condition_expression is not None:
        dynamodb.query(TableName=table_name, IndexName=index_name)
    elif partition_values is not None:
        dynamodb.batch_get_item(RequestItems={table_name: {}})
        dynamodb.get_item(TableName=table_name, Key={})
    else:
        dynamodb.scan(TableName=table_name, IndexName=index_name)
    return DataFrame()


def __getattr__(name):
    return not_modelled("a function of awswrangler.dynamodb that no model describes", "dynamodb")
