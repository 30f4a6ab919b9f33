"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/manage-attributes.html

Persistent attributes are read when they are first asked for; they are written and deleted on demand.
"""

from _overgrant import anything


class AbstractPersistenceAdapter:
    pass


class AttributesManager:
    def __init__(self, request_envelope, persistence_adapter=None):
        self._envelope = request_envelope
        self._adapter = persistence_adapter
        self._attributes = None
        self.request_attributes = anything("attributes of a request")
        self.session_attributes = anything("attributes of a session")

    @property
    def persistent_attributes(self):
        self._attributes = self._adapter.get_attributes(self._envelope)
        return self._attributes

    @persistent_attributes.setter
    def persistent_attributes(self, attributes):
        self._attributes = attributes

    def save_persistent_attributes(self):
        self._adapter.save_attributes(self._envelope, self._attributes)

    def delete_persistent_attributes(self):
        self._adapter.delete_attributes(self._envelope)
