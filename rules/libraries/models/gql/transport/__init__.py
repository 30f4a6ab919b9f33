"""https://gql.readthedocs.io/en/stable/transports/"""
