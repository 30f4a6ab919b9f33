"""https://pynamodb.readthedocs.io/en/stable/"""
