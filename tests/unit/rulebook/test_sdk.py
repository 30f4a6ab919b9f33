"""The SDK's surface: what the accesses ask of it."""

import pytest

from analyzer.rulebook import Rulebook
from analyzer.rulebook.model import Annotation, Binding, ResourceAction, ResourceType


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Rulebook()


def resource(book: Rulebook, service: str, name: str) -> ResourceType:
    index = book.service(service)
    assert index is not None
    return next(each for each in index.resources if each.name == name)


@pytest.mark.parametrize(
    ("service", "method", "operation"),
    [
        ("s3", "put_object", "PutObject"),
        ("s3", "list_objects_v2", "ListObjectsV2"),
        ("storagegateway", "create_cached_iscsi_volume", "CreateCachediSCSIVolume"),
        ("waf", "list_web_acls", "ListWebACLs"),
        ("mturk", "list_hits_for_qualification_type", "ListHITsForQualificationType"),
        ("mturk", "list_hi_ts_for_qualification_type", "ListHITsForQualificationType"),
        ("qldb-session", "send_command", None),
        ("s3", "upload_file", None),
        ("s3", "PutObject", None),
        ("no-such-service", "put_object", None),
    ],
)
def test_a_method_is_its_operation(book, service, method, operation):
    found = book.operation_of_method(service, method)
    assert (found.name if found else None) == operation


def test_an_operation_has_its_members(book):
    copy = book.operation_of_method("s3", "copy_object")
    assert copy.required == ("Bucket", "CopySource", "Key")
    assert {"Bucket", "CopySource", "Key", "SSEKMSKeyId"} <= set(copy.inputs)


@pytest.mark.parametrize(
    ("service", "method", "path"),
    [
        ("sqs", "get_queue_url", "QueueUrl"),
        ("sqs", "get_queue_attributes", "Attributes.QueueArn"),
        ("dynamodb", "describe_table", "Table.TableArn"),
        ("s3", "list_objects_v2", "Contents[].Key"),
        ("s3", "list_buckets", "Buckets[].Name"),
        ("sns", "create_topic", "TopicArn"),
        ("sts", "get_caller_identity", "Account"),
        ("stepfunctions", "start_execution", "executionArn"),
    ],
)
def test_responses_tell_which_members_name_things(book, service, method, path):
    assert path in book.operation_of_method(service, method).outputs


@pytest.mark.parametrize(
    ("service", "method", "signed"),
    [
        ("cognito-idp", "sign_up", False),
        ("cognito-idp", "admin_create_user", True),
        ("sts", "assume_role_with_web_identity", False),
        ("sts", "assume_role", True),
        ("codecatalyst", "get_project", False),
        ("s3", "get_object", True),
    ],
)
def test_unsigned_calls_are_marked(book, service, method, signed):
    assert book.operation_of_method(service, method).signed is signed


def test_a_service_has_its_names_paginators_and_waiters(book):
    index = book.service("dynamodb")
    assert (index.name, index.client_class, index.signing_name) == ("dynamodb", "DynamoDBClient", "dynamodb")
    assert "Query" in index.paginators
    assert ("table_exists", "DescribeTable") in index.waiters
    assert book.service("stepfunctions").signing_name == "states"
    assert book.service("stepfunctions").resources == ()


def test_services_are_found_by_name_and_alias_alone(book):
    assert book.service("runtime.sagemaker").name == "sagemaker-runtime"
    assert book.service("S3") is None
    assert book.service("_names") is None
    assert book.service("../iam") is None
    assert "s3" in book.service_names()
    assert list(book.service_names()) == sorted(book.service_names())


def test_nine_services_have_a_resource_api(book):
    with_resources = [name for name in book.service_names() if book.service(name).resources]
    assert with_resources == ["cloudformation", "cloudwatch", "dynamodb", "ec2", "glacier", "iam", "s3", "sns", "sqs"]


def test_a_resource_action_fills_in_what_the_object_knows(book):
    table = resource(book, "dynamodb", "Table")
    assert table.identifiers == (("name", "Name", "table_name"),)
    put = next(each for each in table.actions if each.method == "put_item")
    assert put == ResourceAction("put_item", "PutItem", (Binding("TableName", "identifier", "Name"),))
    assert table.load == ResourceAction(
        "load", "DescribeTable", (Binding("TableName", "identifier", "Name"),), path="Table"
    )


def test_lazy_attributes_name_the_member_they_read(book):
    table = resource(book, "dynamodb", "Table")
    members = dict(zip(table.attributes, table.attribute_members, strict=True))
    assert members["table_arn"] == "TableArn"
    assert "table_name" not in members, "an alias of the identifier needs no load"


def test_members_that_clash_are_renamed_as_boto3_does(book):
    instance = resource(book, "ec2", "Instance")
    assert ("id", "Id", "instance_id") in instance.identifiers
    topic = resource(book, "sns", "ServiceResource")
    assert "create_topic" in [each.method for each in topic.actions]
    assert "monitor" in [each.method for each in instance.actions]


def test_factories_and_references_say_how_identifiers_are_filled(book):
    service = resource(book, "s3", "ServiceResource")
    made = next(each for each in service.subresources if each.name == "Object")
    assert made.bindings == (Binding("BucketName", "input"), Binding("Key", "input"))
    bucket = resource(book, "s3", "Bucket")
    inner = next(each for each in bucket.subresources if each.name == "Object")
    assert inner.bindings == (Binding("BucketName", "identifier", "Name"), Binding("Key", "input"))
    instance = resource(book, "ec2", "Instance")
    vpc = next(each for each in instance.subresources if each.name == "vpc")
    assert (vpc.is_property, vpc.many, vpc.bindings) == (True, False, (Binding("Id", "data", "VpcId"),))
    groups = next(each for each in instance.subresources if each.name == "network_interfaces")
    assert (groups.is_property, groups.many) == (True, True)


def test_every_binding_targets_an_identifier_of_the_type_it_makes(book):
    """One does not: boto3's own ``iam.create_signing_certificate`` forgets the user's name and raises."""
    wrong = []
    for name in book.service_names():
        types = {each.name: each for each in book.service(name).resources}
        for owner in types.values():
            made = [(each.name, each.type, each.bindings) for each in owner.subresources]
            made += [(each.name, each.type, each.identifiers) for each in owner.collections]
            made += [(each.method, each.returns, each.identifiers) for each in owner.actions if each.returns]
            for member, kind, bindings in made:
                if {each.target for each in bindings} != {model for _, model, _ in types[kind].identifiers}:
                    wrong.append(f"{name}.{owner.name}.{member}")
    assert wrong == ["iam.ServiceResource.create_signing_certificate"]


def test_collections_yield_resources_and_have_batch_methods(book):
    bucket = resource(book, "s3", "Bucket")
    objects = next(each for each in bucket.collections if each.name == "objects")
    assert (objects.operation, objects.type) == ("ListObjects", "ObjectSummary")
    assert objects.bindings == (Binding("Bucket", "identifier", "Name"),)
    delete = next(each for each in objects.batch if each.method == "delete")
    assert delete.operation == "DeleteObjects"


def test_factories_by_name_return_resources(book):
    queues = resource(book, "sqs", "ServiceResource")
    found = next(each for each in queues.actions if each.method == "get_queue_by_name")
    assert (found.operation, found.returns, found.many) == ("GetQueueUrl", "Queue", False)
    queue = resource(book, "sqs", "Queue")
    received = next(each for each in queue.actions if each.method == "receive_messages")
    assert (received.returns, received.many, received.path) == ("Message", True, "Messages[]")


def test_resource_waiters_name_a_waiter_of_the_service(book):
    for name in book.service_names():
        index = book.service(name)
        known = {waiter for waiter, _ in index.waiters}
        for each in index.resources:
            assert {waiter for _, waiter, _ in each.waiters} <= known, (name, each.name)
    waits = resource(book, "s3", "Bucket").waiters
    assert ("wait_until_exists", "bucket_exists", (Binding("Bucket", "identifier", "Name"),)) in waits


@pytest.mark.parametrize(
    ("name", "module", "expected"),
    [
        ("S3Client", "mypy_boto3_s3", Annotation("client", "s3")),
        ("S3Client", "", Annotation("client", "s3")),
        ("S3Client", "mypy_boto3_sqs", None),
        ("mypy_boto3_s3.client.S3Client", "mypy_boto3_s3.client", Annotation("client", "s3")),
        ("Client", "types_boto3_acm_pca.client", Annotation("client", "acm-pca")),
        ("Client", "", None),
        ("Table", "mypy_boto3_dynamodb.service_resource", Annotation("resource", "dynamodb", "Table")),
        ("Table", "types_aiobotocore_dynamodb.service_resource", Annotation("resource", "dynamodb", "Table")),
        ("Table", "sqlalchemy", None),
        (
            "SQSServiceResource",
            "mypy_boto3_sqs.service_resource",
            Annotation("service-resource", "sqs", "ServiceResource"),
        ),
        ("ServiceResource", "mypy_boto3_sqs", Annotation("service-resource", "sqs", "ServiceResource")),
        ("ListTablesPaginator", "mypy_boto3_dynamodb.paginator", Annotation("paginator", "dynamodb", "ListTables")),
        ("ListTablesPaginator", "", None),
        ("TableExistsWaiter", "mypy_boto3_dynamodb.waiter", Annotation("waiter", "dynamodb", "table_exists")),
        ("BucketObjectsCollection", "mypy_boto3_s3", Annotation("collection", "s3", "Bucket.objects")),
        ("LambdaClient", "mypy_boto3_lambda.client", Annotation("client", "lambda")),
        ("NoSuchClass", "mypy_boto3_s3", None),
    ],
)
def test_annotations_have_the_type_that_the_stubs_give(book, name, module, expected):
    assert book.annotation(name, module) == expected


def test_every_annotation_leads_somewhere(book):
    for name, found in book._sdk._names().annotations.items():
        for each in found:
            index = book.service(each.service)
            known = {
                "client": {""},
                "service-resource": {"ServiceResource"},
                "resource": {one.name for one in index.resources},
                "collection": {f"{one.name}.{part.name}" for one in index.resources for part in one.collections},
                "paginator": set(index.paginators),
                "waiter": {waiter for waiter, _ in index.waiters},
            }[each.kind]
            assert each.name in known, name
