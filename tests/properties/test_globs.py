"""``covers`` and ``overlaps`` against brute force over a tiny alphabet, wildcards on both sides."""

import re
from functools import cache
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.core import Hole, Ref, Text, lit
from analyzer.iam import action_covers, action_matches, covers, covers_any, overlaps, strictly_smaller

WORDS = ["".join(word) for length in range(9) for word in product("abc", repeat=length)]
# Two patterns of at most five symbols differ, or meet, in a word of at most eight letters.
patterns = st.text("ab*?", max_size=5)
# "c" stands for every letter that no pattern names: the alphabet is then as good as infinite


@cache
def language(pattern):
    regex = re.compile("".join({"*": ".*", "?": "."}.get(char, char) for char in pattern))
    return frozenset(word for word in WORDS if regex.fullmatch(word))


@settings(max_examples=600, deadline=None)
@given(patterns, patterns)
def test_covers_is_inclusion(granted, needed):
    expected = "yes" if language(needed) <= language(granted) else "no"
    assert covers(lit(granted), lit(needed)) == expected


@settings(max_examples=600, deadline=None)
@given(patterns, patterns)
def test_overlaps_is_intersection(one, other):
    expected = "yes" if language(one) & language(other) else "no"
    assert overlaps(lit(one), lit(other)) == expected == overlaps(lit(other), lit(one))


@settings(max_examples=300, deadline=None)
@given(st.lists(patterns, max_size=3), patterns)
def test_several_patterns_cover_together(granted, needed):
    together = frozenset().union(*map(language, granted))
    assert covers_any([lit(text) for text in granted], lit(needed)) == ("yes" if language(needed) <= together else "no")


@settings(max_examples=300, deadline=None)
@given(patterns, patterns)
def test_strictly_smaller_is_proper_inclusion(one, other):
    assert strictly_smaller(lit(one), lit(other)) == ("yes" if language(one) < language(other) else "no")


@settings(max_examples=300, deadline=None)
@given(patterns, st.text("ab", max_size=5))
def test_actions_match_as_globs(pattern, action):
    assert action_matches(pattern.upper(), action) == (action in language(pattern))
    assert action_covers(pattern, action.upper()) == (action in language(pattern))


REFS = [Ref("X"), Ref("Y", "Arn")]
pieces = st.lists(st.sampled_from(["a", "b", "*", "?", *REFS]), max_size=4)


def instance(text, values):
    """The literal pattern that the text becomes under a valuation of its references."""
    return "".join(values[part] if isinstance(part, Ref) else part.value for part in text.parts)


VALUATIONS = [dict(zip(REFS, pair, strict=True)) for pair in product(["a", "b", "ab", "bba"], repeat=2)]


@settings(max_examples=400, deadline=None)
@given(pieces, pieces)
def test_verdicts_hold_for_every_value_of_the_references(granted, needed):
    wide, narrow = Text.of(*granted), Text.of(*needed)
    answer, touching = covers(wide, narrow), overlaps(wide, narrow)
    for values in VALUATIONS:
        one, other = lit(instance(wide, values)), lit(instance(narrow, values))
        assert answer in {"maybe", covers(one, other)}
        assert touching in {"maybe", overlaps(one, other)}


@given(patterns)
def test_what_is_not_known_of_a_grant_never_proves_anything(pattern):
    granted = Text.of("a", Hole(), pattern)
    assert covers(granted, lit("ab" + pattern)) != "yes" or covers(lit("a*" + pattern), lit("ab" + pattern)) == "yes"
    assert covers(granted, lit("b")) == "no"
