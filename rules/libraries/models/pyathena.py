"""https://pyathena.dev/usage.html

A cursor starts a query, waits for it and reads its result.
"""

import boto3
from _overgrant import anything, s3


class Cursor:
    def __init__(self, database, work_group, output):
        self._database = database
        self._work_group = work_group
        self._output = output

    def execute(self, operation, *more, **options):
        athena = boto3.client("athena")
        athena.start_query_execution(
            QueryString=operation, WorkGroup=self._work_group, QueryExecutionContext={"Database": self._database},
            ResultConfiguration={"OutputLocation": self._output},
        )
        athena.get_query_execution(QueryExecutionId=anything("a query"))
        athena.get_query_results(QueryExecutionId=anything("a query"))
        if self._output is not None:
            s3("ReadFolder", self._output, because="some cursors read the result's file")
        return self

    def __getattr__(self, name):
        def call(*more, **options):
            return anything("rows")

        return call

    def __iter__(self):
        yield anything("a row")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


class Connection:
    def __init__(self, s3_staging_dir=None, *more, schema_name="default", work_group=None, **options):
        self._made = (schema_name, work_group, s3_staging_dir)

    def cursor(self, *more, **options):
        return Cursor(*self._made)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


def connect(*more, **options):
    return Connection(*more, **options)
