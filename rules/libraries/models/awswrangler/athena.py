"""https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#amazon-athena

A query is started and waited for; its result is read from where Athena writes it.
"""

from _overgrant import anything, s3
from awswrangler._sessions import client, not_modelled
from pandas.core.frame import DataFrame


def _run(sql, database, s3_output, workgroup, boto3_session):
    athena = client("athena", boto3_session)
    started = athena.start_query_execution(
        QueryString=sql, WorkGroup=workgroup, QueryExecutionContext={"Database": database},
        ResultConfiguration={"OutputLocation": s3_output},
    )
    athena.get_query_execution(QueryExecutionId=started["QueryExecutionId"])
    athena.get_work_group(WorkGroup=workgroup)
    return started["QueryExecutionId"]


def start_query_execution(sql, database=None, s3_output=None, workgroup="primary", *more, boto3_session=None, **options):
    return _run(sql, database, s3_output, workgroup, boto3_session)


def read_sql_query(
    sql, database=None, ctas_approach=True, unload_approach=False, *more, workgroup="primary", s3_output=None,
    boto3_session=None, **options,
):
    _run(sql, database, s3_output, workgroup, boto3_session)
    if s3_output is not None:
        s3("ReadFolder", s3_output, always=True)
    if ctas_approach is True:
        glue = client("glue", boto3_session)
        glue.get_table(DatabaseName=database, Name="temp_table_" + anything("a suffix"))
        glue.create_table(DatabaseName=database, TableInput={"Name": "temp_table_" + anything("a suffix")})
        glue.delete_table(DatabaseName=database, Name="temp_table_" + anything("a suffix"))
    return DataFrame()


def read_sql_table(table, database=None, *more, **options):
    return read_sql_query(f'SELECT * FROM "{table}"', database, **options)


def wait_query(query_execution_id, boto3_session=None, *more):
    return client("athena", boto3_session).get_query_execution(QueryExecutionId=query_execution_id)


get_query_execution = wait_query


def get_query_results(query_execution_id, *more, boto3_session=None, **options):
    client("athena", boto3_session).get_query_execution(QueryExecutionId=query_execution_id)
    client("athena", boto3_session).get_query_results(QueryExecutionId=query_execution_id)
    return DataFrame()


def stop_query_execution(query_execution_id, boto3_session=None):
    client("athena", boto3_session).stop_query_execution(QueryExecutionId=query_execution_id)


def repair_table(table, database=None, data_source=None, s3_output=None, workgroup="primary", *more, boto3_session=None, **options):
    return _run(f"MSCK REPAIR TABLE {table}", database, s3_output, workgroup, boto3_session)


def __getattr__(name):
    return not_modelled("a function of awswrangler.athena that no model describes", "athena", "glue", "s3")
