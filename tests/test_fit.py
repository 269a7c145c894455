"""`fit`: what gives way so that a brief keeps to its pages, and what never does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.compose import compose
from brief.load import outline
from brief.model.outline import Outline
from brief.model.selection import Selection
from brief.pipeline.fit import MOST_LAYOUTS, Drop, drops, fewest, without
from brief.select import select
from tests.shelf import shelf

SHELF = """
[wire 2025-07-01] The Wire
claim fact | The port of Lindvik was closed in May after a storm had broken its quay.
claim forecast | Ann Lee | The port will open again in autumn, Ann Lee told the council of Lindvik.
claim fact | Cranes from Oslo reached the quay in June with crews who had built them.
quote | Ann Lee | “We are not ready for winter, but we will be by the time it comes.”
[post 2025-07-02] The Post
claim fact | Pilots asked for public money in July so that the quay could be raised.
quote | Per Dahl | “Nobody has told the pilots who is going to pay for the new quay.”
"""
OUTLINE = """
title: Test
seeds: seeds
date: 2025-07-03
sections:
  - key_points: {take: 4, pick: [{find: Cranes from Oslo}]}
  - quotes
  - open_questions
"""


def selected() -> tuple[Selection, list[Drop], Outline]:
    library = shelf(SHELF)
    asked = outline(OUTLINE, "weekly.yaml")
    selection = select(library, asked, lambda _: None)
    return selection, drops(selection, compose(selection, library, date(2025, 7, 3), "0")), asked


def test_a_pin_and_the_last_of_a_section_never_give_way() -> None:
    selection, loose, _ = selected()
    library = shelf(SHELF)
    whole = compose(selection, library, date(2025, 7, 3), "0")
    less = without(selection, loose, whole)
    points, quotes, questions = less.sections
    assert [choice.pinned for choice in points.choices] == [True]
    assert len(quotes.choices) == 1
    assert questions.section.take == 1


def test_what_ranks_lowest_gives_way_first() -> None:
    _, loose, _ = selected()
    assert loose
    assert [drop.score for drop in loose] == sorted(drop.score for drop in loose)


@given(st.lists(st.integers(0, 3), max_size=200), st.integers(1, 40))
def test_the_fewest_are_left_out_within_eight_layouts_where_a_search_can_tell(saved: list[int], most: int) -> None:
    sizes = [1 + sum(saved[at:]) for at in range(len(saved) + 1)]
    asked: list[int] = []

    def pages(count: int) -> int:
        asked.append(count)
        return sizes[count]

    found = fewest(len(saved), most, pages)
    assert len(set(asked)) <= MOST_LAYOUTS
    if sizes[-1] > most:
        assert found is None
    else:
        assert found is not None
        assert sizes[found] <= most
        if len(saved) < 32:
            assert found == 0 or sizes[found - 1] > most


@pytest.mark.parametrize("written", ["4 pages", "1 page", "12"])
def test_pages_are_read_as_people_write_them(written: str) -> None:
    asked = outline(f"title: T\nseeds: s\nfit: {written}\n", "weekly.yaml")
    assert asked.fit == int(written.split(maxsplit=1)[0])
