"""``--format json``: the bare policy document, of several functions an object by function id."""

import json

from analyzer.policies.formats.documents import own_document
from analyzer.policies.formats.model import Batch, Rendered, key_of, limits


def render(batch: Batch) -> Rendered:
    """The document that IAM takes, references as in the function's template."""
    documents = {key_of(one, batch.functions): own_document(one) for one in batch.functions}
    value = next(iter(documents.values())) if len(documents) == 1 else documents
    return Rendered(json.dumps(value, indent=2, ensure_ascii=False) + "\n", limits(batch.functions))
