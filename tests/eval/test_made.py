"""What is found in invented articles of many manners has not fallen, and their marks stand in their texts."""

from __future__ import annotations

import pytest

from tests.eval.gate import below, figures, table
from tests.eval.made import MADE, articles, measure, read_floors, read_marks
from tests.eval.score import Marks


def test_nothing_is_found_worse_than_its_floor_in_articles_of_another_manner():
    scores, floors = measure(articles()), read_floors()
    fallen = below(figures(scores), floors)
    assert not fallen, "\n".join([*fallen, table(scores, floors)])


@pytest.mark.parametrize("name", sorted(path.stem for path in MADE.glob("*.txt")))
def test_every_mark_stands_in_its_article(name):
    text = (MADE / f"{name}.txt").read_text(encoding="utf-8")
    assert _missing(text, read_marks(name)) == []


def _missing(text: str, marks: Marks) -> list[str]:
    """Words of the marks that do not stand in the article."""
    begun = [
        mark[key]
        for kind in ("quotes", "claims", "questions")
        for mark in marks[kind]
        for key in ("from", "to")
        if key in mark
    ]
    listed = [
        line.rstrip("$")
        for kind in ("furniture", "headings", "prefixes", "either", "not_quotes", "not_questions")
        for line in marks.get(kind, [])
    ]
    phrases = [mark["phrase"] for mark in marks["dates"]]
    return [words for words in (*begun, *listed, *phrases) if words not in text]
