import boto3
from environs import Env
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SHOP_")

    orders_table: str
    audit_table: str = "never"
    missing: str = "fallback-table"
    events: str = Field(default="none", validation_alias="EVENTS_TABLE")


settings = Settings()
dynamodb = boto3.client("dynamodb")


def handler(event, context):
    dynamodb.get_item(TableName=settings.orders_table, Key={"id": {"S": "1"}})  # needs: dynamodb:GetItem @ {Orders}
    dynamodb.put_item(TableName=settings.audit_table, Item={"id": {"S": "1"}})  # needs: dynamodb:PutItem @ {Audit}
    dynamodb.delete_item(TableName=settings.events, Key={"id": {"S": "1"}})  # needs: dynamodb:DeleteItem @ {Events}
    dynamodb.scan(TableName=Env().str("EVENTS_TABLE"))  # needs: dynamodb:Scan @ {Events}
    return dynamodb.describe_table(TableName=settings.missing)  # needs: dynamodb:DescribeTable @ arn::dynamodb:::table/fallback-table
