"""https://docs.djangoproject.com/en/stable/howto/deployment/asgi/

Views are found by names in settings.
"""

from _overgrant import unseen


def get_asgi_application():
    return unseen("Django finds its views by names in settings, which are not followed")
