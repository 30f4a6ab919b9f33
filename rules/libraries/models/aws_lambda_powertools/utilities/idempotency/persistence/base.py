"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/#bring-your-own-persistent-store"""


class BasePersistenceLayer:
    def _get_record(self, idempotency_key):
        return None

    def _put_record(self, data_record):
        return None

    def _update_record(self, data_record):
        return None

    def _delete_record(self, data_record):
        return None
