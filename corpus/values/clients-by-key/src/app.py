import boto3

_clients = {}


def client(service, region="eu-west-1"):
    key = (service, region)
    try:
        return _clients[key]
    except KeyError:
        _clients[key] = boto3.client(service, region_name=region)
        return _clients[key]


class Once(type):
    _made = {}

    def __call__(cls, *args, **settings):
        key = (cls, args)
        if key not in cls._made:
            cls._made[key] = super().__call__(*args, **settings)
        return cls._made[key]


class Service(metaclass=Once):
    def __init__(self, name):
        self.client = boto3.client(name)


class Pool:
    def __init__(self):
        self._clients = {}

    def of(self, *where):
        if where not in self._clients:
            self._clients[where] = boto3.client(where[0])
        return self._clients[where]


pool = Pool()


def handler(event, context):
    client("acm").list_certificates()  # needs: acm:ListCertificates @ *
    client("iot").list_certificates()  # needs: iot:ListCertificates @ *
    Service("acm").client.list_certificates()  # needs: acm:ListCertificates @ *
    Service("iot").client.list_certificates()  # needs: iot:ListCertificates @ *
    pool.of("acm", 1).list_certificates()  # needs: acm:ListCertificates @ *
    return pool.of("iot", 1).list_certificates()["certificates"]  # needs: iot:ListCertificates @ *
