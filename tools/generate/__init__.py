"""Takes pinned packages of the ``data`` dependency group, gives ``rules/generated``, byte for byte the same each time.

Run it from the top of a checkout, in an environment of its own (the group pins other SDK releases
than the tests use)::

    python -m venv .data-venv
    .data-venv/bin/pip install --group data .
    .data-venv/bin/python -m tools.generate
"""
