"""https://requests.readthedocs.io/en/latest/user/authentication/

Requests go to whatever address they are given; only those that are signed need a permission.
"""

from _overgrant import anything
from requests.api import delete, get, head, options, patch, post, put, request
from requests.sessions import Request, Session, session
