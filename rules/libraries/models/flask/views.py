"""https://flask.palletsprojects.com/en/stable/views/"""

from _overgrant import anything


class View:
    @classmethod
    def as_view(cls, name=None, *more, **options):
        def view(**parameters):
            return cls(*more, **options).dispatch_request(**parameters)

        return view

    def dispatch_request(self, **parameters):
        return anything("a response")


class MethodView(View):
    def dispatch_request(self, **parameters):
        for name in ["get", "post", "put", "patch", "delete", "head"]:
            getattr(self, name)(**parameters)
        return anything("a response")
