import boto3


def handler(event, context):
    return boto3.client("rds").generate_db_auth_token(  # needs: rds-db:connect @ arn::rds-db:::dbuser:*/shop  # unrun: signing calls nothing
        DBHostname="db.example.com", Port=5432, DBUsername="shop"
    )
