"""What an editor's Word keeps of a block's id."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief.anchors import block_id, bookmark


@pytest.mark.parametrize(
    ("ident", "name"),
    [("k1", "b_k1"), ("q-twz-3fa9", "b_q_twz_3fa9"), ("q-twz-3fa9-2", "b_q_twz_3fa9_2"), ("S1.a", "b___53_1__2e_a")],
)
def test_a_bookmark_is_readable_for_an_ordinary_id(ident, name):
    assert bookmark(ident) == name
    assert block_id(name) == ident


@given(st.text(max_size=60))
@example("a--b")
@example("-")
@example("a-_b-")
@example("__2e_")
@example("\ud800")
def test_any_id_gives_a_name_that_word_takes_and_comes_back_unless_it_was_cut(ident):
    name = bookmark(ident)
    assert re.fullmatch(r"b_[a-z0-9_]{0,38}", name)
    assert block_id(name) in ({ident} if len(name) < 40 else {ident, None})


@given(st.text(alphabet="ab-_.A2e", max_size=6), st.text(alphabet="ab-_.A2e", max_size=6))
def test_two_ids_never_share_a_bookmark(one, other):
    assert (bookmark(one) == bookmark(other)) == (one == other)


def test_long_ids_that_begin_alike_differ_and_do_not_come_back():
    one, other = ("q-" + "a" * 60 + end for end in "xy")
    assert bookmark(one) != bookmark(other)
    assert block_id(bookmark(one)) is None


@pytest.mark.parametrize("name", ["_GoBack", "_Toc123", "b", "", "B_k1", "b_K1", "b___ffffff_", "b_" + "a" * 50])
def test_a_bookmark_of_word_itself_carries_no_id(name):
    assert block_id(name) is None
