from common.tables import Table


def handler(event, context):
    return Table("TABLE").read(event["id"])
