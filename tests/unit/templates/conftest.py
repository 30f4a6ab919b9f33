"""Templates read from text, in a folder of their own."""

import pytest

from analyzer.repository import discover
from analyzer.rulebook import Rulebook
from analyzer.templates import ReadOptions, read


@pytest.fixture(scope="session")
def rulebook():
    return Rulebook()


@pytest.fixture
def read_files(tmp_path, rulebook):
    """Write files (path → text) and read every template among them."""

    def reading(files, options=None, start=""):
        for path, text in files.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(discover([tmp_path / start]), rulebook, options)

    return reading


@pytest.fixture
def read_template(read_files):
    """The one template of this text; ``files`` stand beside it, ``params`` are fixed parameters."""

    def reading(text, files=None, **params):
        options = ReadOptions(parameters=tuple(params.items()))
        (template,) = read_files({"template.yaml": text, **(files or {})}, options)
        return template

    return reading
