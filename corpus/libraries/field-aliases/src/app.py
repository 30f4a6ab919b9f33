import boto3
from attrs import Factory, define
from attrs import field as attribute
from pydantic import AliasChoices, BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

dynamodb = boto3.client("dynamodb")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")

    orders: str = Field(alias="ORDERS_TABLE")
    items: str = Field(default="none", validation_alias=AliasChoices("ITEMS", "ITEMS_TABLE"))
    people: str


class Job(BaseModel):
    table: str = Field(alias="tableName")
    other: str = Field(default="fixed", alias="otherName")


@define
class Names:
    plain: str = "plain"
    given: str = attribute(default="given")
    made: str = attribute(factory=lambda: "made")
    older: str = Factory(lambda: "older")


settings = Settings()


def handler(event, context):
    dynamodb.scan(TableName=settings.orders)  # needs: dynamodb:Scan @ {Orders}
    dynamodb.query(TableName=settings.items)  # needs: dynamodb:Query @ {Items}
    dynamodb.describe_table(TableName=settings.people)  # needs: dynamodb:DescribeTable @ {People}
    job = Job(tableName=settings.orders)
    dynamodb.put_item(TableName=job.table, Item={})  # needs: dynamodb:PutItem @ {Orders}
    dynamodb.get_item(TableName=job.other, Key={})  # needs: dynamodb:GetItem @ arn::dynamodb:::table/fixed
    names = Names()
    dynamodb.delete_item(TableName=names.plain, Key={})  # needs: dynamodb:DeleteItem @ arn::dynamodb:::table/plain
    dynamodb.delete_item(TableName=names.given, Key={})  # needs: dynamodb:DeleteItem @ arn::dynamodb:::table/given
    dynamodb.delete_item(TableName=names.made, Key={})  # needs: dynamodb:DeleteItem @ arn::dynamodb:::table/made
    dynamodb.delete_item(TableName=names.older, Key={})  # needs: dynamodb:DeleteItem @ arn::dynamodb:::table/older
