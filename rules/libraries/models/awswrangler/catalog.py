"""https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#aws-glue-catalog"""

from _overgrant import anything
from awswrangler._sessions import client, not_modelled


def databases(limit=100, *more, boto3_session=None, **options):
    client("glue", boto3_session).get_databases()
    return anything("databases")


get_databases = databases


def tables(limit=100, catalog_id=None, database=None, *more, boto3_session=None, **options):
    client("glue", boto3_session).get_tables(DatabaseName=database)
    return anything("tables")


get_tables = tables


def table(database, table, *more, boto3_session=None, **options):
    client("glue", boto3_session).get_table(DatabaseName=database, Name=table)
    return anything("a table")


does_table_exist = get_table_location = get_table_parameters = get_table_description = get_table_types = table


def create_database(name, *more, boto3_session=None, **options):
    client("glue", boto3_session).get_database(Name=name)
    client("glue", boto3_session).create_database(DatabaseInput={"Name": name})


def delete_table_if_exists(database, table, *more, boto3_session=None, **options):
    client("glue", boto3_session).delete_table(DatabaseName=database, Name=table)


def __getattr__(name):
    return not_modelled("a function of awswrangler.catalog that no model describes", "glue")
