import configparser
import os
import tomllib

import boto3

dynamodb = boto3.resource("dynamodb")

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "settings.toml"), "rb") as stream:
    TOML = tomllib.load(stream)

INI = configparser.ConfigParser()
INI.read("settings.ini")


def handler(event, context):
    dynamodb.Table(TOML["tables"]["orders"]).get_item(Key={"id": event["id"]})  # needs: dynamodb:GetItem @ {Orders}
    dynamodb.Table(INI["tables"]["audit"]).get_item(Key={"id": event["id"]})  # needs: dynamodb:GetItem @ {Audit}
