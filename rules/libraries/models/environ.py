"""https://django-environ.readthedocs.io/en/latest/"""

from environs import Env

Env.read_env = staticmethod(lambda *more, **options: None)
