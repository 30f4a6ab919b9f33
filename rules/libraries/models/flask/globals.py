"""https://flask.palletsprojects.com/en/stable/api/#incoming-request-data"""

from _overgrant import anything

request = anything("a request")
session = anything("a session")
g = anything("the application's globals")
current_app = anything("the application")
