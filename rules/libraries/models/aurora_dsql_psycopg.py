"""https://docs.aws.amazon.com/aurora-dsql/latest/userguide/SECTION_program-with-dsql-connector-for-python.html"""

from aurora_dsql_psycopg2 import connect, create_pool
