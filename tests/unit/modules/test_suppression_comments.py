"""``# overgrant: ignore[rule] reason`` comments."""

import pytest


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# overgrant: ignore[unused-action] shared with a script", [(1, "unused-action", "shared with a script")]),
        ("#overgrant:ignore[a]", [(1, "a", "")]),
        ("# overgrant: ignore", [(1, "", "")]),
        ("# overgrant: ignore because", [(1, "", "because")]),
        ("# overgrant: ignore[a, b]: why", [(1, "a", "why"), (1, "b", "why")]),
        ("# noqa: E501  # overgrant: ignore[a] why", [(1, "a", "why")]),
        ("# overgrant: ignored", []),
        ("# overgrant ignore[a]", []),
    ],
)
def test_comments(module, comment, expected):
    assert list(module(f"x = 1  {comment}\n").ignores) == expected


def test_only_comments_count(module):
    text = '''
    x = "# overgrant: ignore[a]"
    y = """
    # overgrant: ignore[b]
    """
    z = f"# overgrant: ignore[c] {x} # overgrant: ignore[d]"
    f(
        # overgrant: ignore[e] inside a call
        x,
    )  # overgrant: ignore[f]
    '''
    assert module(text).ignores == ((8, "e", "inside a call"), (10, "f", ""))
