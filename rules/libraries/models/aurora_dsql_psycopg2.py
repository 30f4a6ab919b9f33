"""https://docs.aws.amazon.com/aurora-dsql/latest/userguide/SECTION_program-with-dsql-connector-for-python.html

A token is made for every connection: the user admin needs a permission of its own.
"""

from _overgrant import anything, call


def connect(host=None, user=None, *more, **options):
    if user != "admin":
        call("dsql", "generate_db_connect_auth_token", Hostname=host)
    if user in [None, "admin"]:
        call("dsql", "generate_db_connect_admin_auth_token", Hostname=host)
    return anything("a connection")


def create_pool(host=None, user=None, *more, **options):
    return connect(host, user)
