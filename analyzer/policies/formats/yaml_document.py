"""``--format yaml``: the bare policy document, of several functions a mapping by function id."""

from analyzer.policies.formats.documents import own_document
from analyzer.policies.formats.model import Batch, Rendered, key_of, limits
from analyzer.policies.formats.yaml_text import yaml_text


def render(batch: Batch) -> Rendered:
    """The document in plain YAML that any reader takes, references as in the function's template."""
    documents = {key_of(one, batch.functions): own_document(one) for one in batch.functions}
    value = next(iter(documents.values())) if len(documents) == 1 else documents
    return Rendered(yaml_text(value, tags=False), limits(batch.functions))
