import os

import boto3

scheduler = boto3.client("scheduler")


def handler(event, context):
    for name, group in ((os.environ["WEEKLY"], {}), (os.environ["DAILY"], {"GroupName": os.environ["GROUP"]})):
        scheduler.get_schedule(Name=name, **group)  # needs: scheduler:GetSchedule @ {Weekly}, {Daily}
    scheduler.delete_schedule(Name=os.environ["WEEKLY"])  # needs: scheduler:DeleteSchedule @ {Weekly}
    return scheduler.delete_schedule(Name=os.environ["DAILY"], GroupName=os.environ["GROUP"])  # needs: scheduler:DeleteSchedule @ {Daily}
