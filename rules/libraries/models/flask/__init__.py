"""https://flask.palletsprojects.com/en/stable/api/

Which route a request takes is not known: every one of them runs, with every hook.
"""

from _overgrant_web import Routes
from flask.globals import current_app, g, request, session
from flask.views import MethodView, View


class Flask(Routes):
    def __init__(self, import_name=None, *more, **options):
        self._functions = []
        self.config = {}
        self.wsgi_app = self

    def route(self, rule, **options):
        return self._registering()

    def get(self, rule, **options):
        return self._registering()

    def post(self, rule, **options):
        return self._registering()

    def put(self, rule, **options):
        return self._registering()

    def patch(self, rule, **options):
        return self._registering()

    def delete(self, rule, **options):
        return self._registering()

    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        if view_func is not None:
            self._register(view_func)

    def before_request(self, function):
        return self._register(function)

    def before_first_request(self, function):
        return self._register(function)

    def after_request(self, function):
        return self._register(function)

    def teardown_request(self, function):
        return self._register(function)

    def teardown_appcontext(self, function):
        return self._register(function)

    def context_processor(self, function):
        return self._register(function)

    def errorhandler(self, code):
        return self._registering()

    def register_error_handler(self, code, function):
        self._register(function)

    def endpoint(self, endpoint):
        return self._registering()

    def register_blueprint(self, blueprint, **options):
        self._include(blueprint)

    def before_app_request(self, function):
        return self._register(function)

    def app_errorhandler(self, code):
        return self._registering()


class Blueprint(Flask):
    pass
