"""Why an item is in a brief or out of it, each reason on a shelf of a few lines."""

from __future__ import annotations

import pytest

from brief.load import outline
from brief.select import KINDS, select
from brief.select.why import verdicts
from tests.shelf import shelf

SHELF = """
[wire 2025-07-01] The Wire
claim fact | Ann Lee | Ports closed in May after the storm, and 14 ships lay outside for a week.
claim fact | Ports opened in June when the cranes and the crews were back at their work.
claim fact | The port asked for public money in July so that its low quays could be raised.
claim fact leans | This was agreed by the port and the whole council in the summer of last year.
claim fact | Wheat did well this year across the whole of the northern plain, farmers say.
quote | Ann Lee | “The port will stay open, whatever the council in the capital may say of it.”
[post 2025-07-02] The Post
claim fact | Ports closed in May after the storm, and 14 ships lay outside for a week.
claim forecast | The port of Lindvik will stay shut in autumn, the union of pilots has decided.
[late 2025-07-09] The Late
claim fact | A port in the far north burned for two days before the rain put it out.
"""
OUTLINE = """
title: T
seeds: s
date: 2025-07-11
cutoff: 2025-07-05
about: [port]
sections:
  - key_points: {take: 2, per_source: 1, skip: [SKIP]}
"""


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("14 ships", "in: about: port; named; in several articles"),
        ("stay shut in autumn", "out: skipped by the outline"),
        ("cranes", "out: source cap: 1 of wire"),
        ("agreed by the port", "out: cannot stand alone: it leans on “This”"),
        ("Wheat", "out: not about the subject"),
        ("whatever the council", "out: only pinned, never ranked here: `key_points` ranks claims"),
        ("burned for two days", "out: published after the cut-off 2025-07-05"),
    ],
)
def test_each_item_is_told_why_it_is_in_or_out(words: str, verdict: str) -> None:
    library = shelf(SHELF)
    item = next(item for item in library.items if words in library.slice(item.span))
    skipped = next(item.id for item in library.items if "stay shut" in library.slice(item.span))
    asked = outline(OUTLINE.replace("SKIP", skipped), "o.yaml")
    selection = select(library, asked, lambda _: None, after=1000)
    (found,) = verdicts(item, selection, library, KINDS)
    assert f"{'in' if found.printed else 'out'}: {'; '.join(found.because)}" == verdict


def test_the_same_words_of_another_article_are_printed_from_the_one_that_leads() -> None:
    library = shelf(SHELF)
    one, other = (item for item in library.items if "14 ships" in library.slice(item.span))
    asked = outline(OUTLINE.replace("SKIP", other.id), "o.yaml")
    selection = select(library, asked, lambda _: None, after=1000)
    (found,) = verdicts(other, selection, library, KINDS)
    assert found.because == (f"the same words are printed from {one.id}",)
