"""https://docs.djangoproject.com/en/stable/howto/deployment/wsgi/

Views are found by names in settings.
"""

from _overgrant import unseen


def get_wsgi_application():
    return unseen("Django finds its views by names in settings, which are not followed")
