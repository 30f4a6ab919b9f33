"""https://aws-sdk-pandas.readthedocs.io/en/stable/tutorials/002%20-%20Sessions.html"""

import boto3
from _overgrant import unseen


def client(service, boto3_session):
    session = boto3_session if boto3_session is not None else boto3
    return session.client(service)


def not_modelled(what, *services):
    def call(*more, **options):
        return unseen(what, *services)

    return call
