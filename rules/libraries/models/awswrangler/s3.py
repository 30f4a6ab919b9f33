"""https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#amazon-s3

A path is a prefix: it is listed before what is found is read.
"""

from _overgrant import anything
from _overgrant import s3 as path_of
from awswrangler._sessions import client, not_modelled
from pandas.core.frame import DataFrame


def _each(operation, path):
    for each in path if isinstance(path, list) else [path]:
        path_of(operation, each, always=True)


def _read(path=None, *more, **options):
    _each("ReadFolder", path)
    return DataFrame()


read_csv = read_fwf = read_json = read_parquet = read_orc = read_excel = read_parquet_metadata = read_orc_metadata = _read


def _catalogued(database, table, boto3_session):
    if database is not None and table is not None:
        glue = client("glue", boto3_session)
        glue.get_table(DatabaseName=database, Name=table)
        glue.create_table(DatabaseName=database, TableInput={"Name": table})
        glue.update_table(DatabaseName=database, TableInput={"Name": table})
        glue.batch_create_partition(DatabaseName=database, TableName=table, PartitionInputList=[])


def _write(df, path=None, *more, dataset=False, mode=None, database=None, table=None, boto3_session=None, **options):
    if dataset is True:
        _each("WriteFolder", path)
        if mode in ["overwrite", "overwrite_partitions"]:
            _each("DeleteFolder", path)
    else:
        _each("Write", path)
    _catalogued(database, table, boto3_session)
    return {"paths": [path], "partitions_values": {}}


to_csv = to_json = to_parquet = to_orc = to_excel = _write


def list_objects(path, *more, **options):
    _each("List", path)
    return [anything("a path")]


list_directories = list_objects


def list_buckets(boto3_session=None):
    return [each["Name"] for each in client("s3", boto3_session).list_buckets()["Buckets"]]


def does_object_exist(path, *more, **options):
    _each("Read", path)
    return anything("whether it exists")


def describe_objects(path, *more, **options):
    _each("ReadFolder", path)
    return anything("metadata")


size_objects = wait_objects_exist = wait_objects_not_exist = describe_objects


def delete_objects(path, *more, **options):
    _each("DeleteFolder", path)


def download(path, local_file, *more, **options):
    _each("Read", path)


def upload(local_file, path, *more, **options):
    _each("Write", path)


def copy_objects(paths, source_path, target_path, *more, **options):
    _each("Read", paths)
    _each("WriteFolder", target_path)
    return [anything("a path")]


def merge_datasets(source_path, target_path, mode="append", *more, **options):
    _each("ReadFolder", source_path)
    _each("WriteFolder", target_path)
    if mode in ["overwrite", "overwrite_partitions"]:
        _each("DeleteFolder", target_path)


def get_bucket_region(bucket, boto3_session=None):
    return client("s3", boto3_session).get_bucket_location(Bucket=bucket)["LocationConstraint"]


def __getattr__(name):
    return not_modelled("a function of awswrangler.s3 that no model describes", "s3", "glue", "s3tables")
